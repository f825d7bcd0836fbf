import { status } from '@grpc/grpc-js';
import type { ServiceDefinition } from '@grpc/proto-loader';
import assert from 'node:assert/strict';
import { connectCustomers } from '../../../adapters/grpc/customer-client.ts';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { defaultCallPolicy, type RemoteService } from '../../../adapters/grpc/service-client.ts';
import { earnPoints } from '../../../application/loyalty/earn-points.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { Reactor } from '../../../application/reactor/reactor.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { customerService, inventoryService } from '../../../proto/services.ts';
import { FixedClock } from '../../support/clock.ts';
import { startDouble, type Answers, type Fault, type ServiceDouble } from '../../support/grpc.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryCheckpoints, InMemoryParkedEvents, MemoryLog, noPause } from '../../support/port-doubles.ts';
import { testEngine } from '../../support/test-engine.ts';
import { tillSales } from '../../support/till-sales.ts';

/** The far end does what it is asked to, and its caller never hears of it. */
const committedInSilence: Fault = { applied: true, ending: 'silence' };
const committedAndReset: Fault = { applied: true, ending: 'reset' };
const committedAndBroken: Fault = { applied: true, ending: { status: status.INTERNAL } };

/** Three tries and a breaker after five failures, as built in; short deadlines, and hardly a wait. */
const policy = { ...defaultCallPolicy, deadline: 300, firstWait: 1, longestWait: 1 };

const organizationId = 'demo';
const goods = { organizationId, idempotencyKey: 'event-1', referenceId: 'pos-1', localId: 'store-1' };
const lines = [{ variantId: 'v1', quantity: 2000 }];
const purchase = { organizationId, customerId: 'c1', transactionId: 'pos-1', amount: 9990, currency: 'CLP' } as const;
const payment = { organizationId, customerId: 'c1', paymentId: 'pos-1.P1', points: 500 };

type Inventory = ReturnType<typeof connectInventory>;
type Customers = ReturnType<typeof connectCustomers>;

const short = [{ variant_id: 'v1', available: '1' }];

const inventoryCalls: readonly (readonly [string, Answers, (client: Inventory) => Promise<unknown>, unknown])[] = [
  [
    'DeductStockBatch',
    { DeductStockBatch: () => ({ ok: true, shortfalls: short }) },
    (client) => client.deduct({ ...goods, reason: 'pos_sale', reservationId: null, lines }),
    [{ variantId: 'v1', available: 1000 }],
  ],
  [
    'AddStockBatch',
    { AddStockBatch: () => ({ ok: true }) },
    (client) => client.add({ ...goods, reason: 'pos_void', lines }),
    undefined,
  ],
];

const customerCalls: readonly (readonly [string, Answers, (client: Customers) => Promise<unknown>, unknown])[] = [
  [
    'AddLoyaltyPoints',
    { AddLoyaltyPoints: () => ({ points_earned: 9990 }) },
    (client) => client.addLoyaltyPoints(purchase),
    9990,
  ],
  [
    'DeductLoyaltyPoints',
    { DeductLoyaltyPoints: () => ({ points_deducted: 9990 }) },
    (client) => client.deductLoyaltyPoints(purchase),
    9990,
  ],
  [
    'RedeemLoyaltyPoints',
    { RedeemLoyaltyPoints: () => ({ ok: true }) },
    (client) => client.redeemLoyaltyPoints(payment),
    { ok: true },
  ],
  [
    'RestoreLoyaltyPoints',
    { RestoreLoyaltyPoints: () => ({ points_restored: 500 }) },
    (client) => client.restoreLoyaltyPoints(payment),
    undefined,
  ],
];

describe('answers that are lost', () => {
  const ends: (() => void)[] = [];

  afterEach(() => {
    for (const end of ends.splice(0)) end();
  });

  const connected = async <Client extends RemoteService>(
    service: ServiceDefinition,
    answers: Answers,
    connect: (options: { readonly address: string; readonly policy: typeof policy }) => Client,
  ): Promise<{ readonly double: ServiceDouble; readonly client: Client }> => {
    const double = await startDouble(service, answers);
    const client = connect({ address: double.address, policy });
    ends.push(client.close, () => {
      double.stop();
    });
    return { double, client };
  };

  /** Methods and keys of what was applied. */
  const ledgerOf = ({ ledger }: ServiceDouble) => ledger.map(({ method, idempotencyKey }) => [method, idempotencyKey]);

  const isAppliedOnce = async (double: ServiceDouble, call: () => Promise<unknown>, answer: unknown, key: string) => {
    double.fail(committedInSilence, committedAndReset, committedAndBroken);
    await assert.rejects(call(), ServiceUnavailableError);
    assert.equal(double.arrived.length, 3);
    assert.deepEqual(await call(), answer);
    assert.equal(double.arrived.length, 4);
    const [first] = double.arrived;
    for (const { request } of double.arrived) assert.deepEqual(request, first?.request);
    assert.deepEqual(ledgerOf(double), [[first?.method, key]]);
  };

  for (const [method, answers, call, answer] of inventoryCalls) {
    it(`make a client try ${method} three times, and its caller again later: one effect, one answer`, async () => {
      const { double, client } = await connected(inventoryService, answers, connectInventory);
      await isAppliedOnce(double, () => call(client), answer, 'event-1');
    });
  }

  for (const [method, answers, call, answer] of customerCalls) {
    it(`make a client try ${method} three times, and its caller again later: one effect, one answer`, async () => {
      const { double, client } = await connected(customerService, answers, connectCustomers);
      const key = method.startsWith('Re') ? 'pos-1.P1' : 'pos-1';
      await isAppliedOnce(double, () => call(client), answer, key);
    });
  }

  /** Sells at a till, has the subscription handle the whole log, and answers the log as it is then. */
  const sellThrough = async (
    handlerOn: (fixture: ReturnType<typeof testEngine>) => (event: RecordedEvent) => Promise<void>,
  ): Promise<readonly RecordedEvent[]> => {
    const store = new InMemoryEventStore();
    const fixture = testEngine({ store });
    const checkpoints = new InMemoryCheckpoints();
    const others = { clock: new FixedClock(), pause: noPause, log: new MemoryLog() };
    const parts = { store, checkpoints, parkedEvents: new InMemoryParkedEvents(), ...others };
    await tillSales(fixture.handlers).sell('pos-1', { customerId: 'c1' });
    const stop = new AbortController();
    const handle = handlerOn(fixture);
    const running = new Reactor(parts, { name: 'test', categories: ['pos'], handle }).run(stop.signal);
    while ((await checkpoints.load('test')) < (await store.head())) await noPause(0, stop.signal);
    stop.abort();
    await running;
    return store.all();
  };

  it('deduct the stock of a sale once, though its event is handled again, and tell what it lacked once', async () => {
    const lacking = { ok: true, shortfalls: [{ variant_id: 'variant-L1', available: '0.4' }] };
    const { double, client } = await connected(inventoryService, { DeductStockBatch: () => lacking }, connectInventory);
    double.fail(committedInSilence, committedInSilence, committedInSilence, committedAndReset);
    const log = await sellThrough(({ handlers }) =>
      moveStock({ inventory: client, handlers, clock: new FixedClock() }),
    );

    const [sale, told] = log;
    assert.ok(sale !== undefined && told !== undefined);
    assert.equal(double.arrived.length, 5);
    assert.deepEqual(ledgerOf(double), [['DeductStockBatch', sale.id]]);
    assert.deepEqual(double.ledger[0]?.request, {
      organization_id: 'demo',
      idempotency_key: sale.id,
      local_id: 'store-1',
      reservation_id: '',
      deductions: [{ variant_id: 'variant-L1', quantity: '1', reason: 'pos_sale', reference_id: 'pos-1' }],
    });
    assert.deepEqual(
      log.map(({ type }) => type),
      ['PosTransactionCompleted', 'PosStockShort'],
    );
    assert.deepEqual((told.data as { readonly lines: unknown }).lines, [
      { variantId: 'variant-L1', sold: 1000, available: 400 },
    ]);
  });

  it('give the points of a sale once, though its event is handled again', async () => {
    const { double, client } = await connected(
      customerService,
      { AddLoyaltyPoints: () => ({ points_earned: 9990 }) },
      connectCustomers,
    );
    double.fail(committedInSilence, committedAndReset, committedInSilence, committedAndReset);
    const log = await sellThrough(() => earnPoints({ customers: client, clock: new FixedClock() }));
    assert.equal(double.arrived.length, 5);
    assert.deepEqual(ledgerOf(double), [['AddLoyaltyPoints', 'pos-1']]);
    assert.equal(log.length, 1);
  });
});
