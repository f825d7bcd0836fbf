import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { Customer } from '../../../application/ports/customers.ts';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import type { OrderCommand } from '../../../domain/order/commands.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import { CountingOrderNumbers } from '../../support/port-doubles.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { allowancesFixture, type AllowancesFixture } from './allowances-fixture.ts';

/** Three of v1, with shipping and tax. */
const total = 3850;

const business = (available: number): Customer => ({
  customerId: 'c1',
  name: 'El Tornillo',
  email: '',
  phone: '',
  loyaltyTier: '',
  loyaltyPoints: 0,
  credit: { limit: 1_000_000, available, currency: 'USD' },
  addresses: [],
});

const placed = async (fixture: AllowancesFixture, name: string): Promise<string> =>
  accepted(
    await fixture.engine.orders.place(contextFor(name), {
      orderType: 'b2b',
      customerId: 'c1',
      items: [{ variantId: 'v1', quantity: 3000 }],
      shippingMethod: 'standard',
      paymentMethod: 'credit_terms',
    }),
  ).orderId;

const onTerms = { method: 'credit_terms', methodId: null, amount: total, currency: 'USD' } as const;

const pay = (fixture: AllowancesFixture, orderId: string, name = `pay ${orderId}`, now?: string) =>
  fixture.engine.orders.pay(contextFor(name, now === undefined ? {} : { now }), orderId, onTerms);

const exceeded = { kind: 'rule', code: 'credit_exceeded' };

describe('credit on terms', () => {
  it('is had by 10 of 50 orders that are paid at once in two processes, if it is enough for 10', async function () {
    this.timeout(20_000);
    const log = new InMemoryEventStore();
    const orderNumbers = new CountingOrderNumbers();
    const parts = { log, orderNumbers, customers: [business(10 * total + 1)] };
    const [here, there] = [0, 1].map((process) => allowancesFixture({ ...parts, process }));
    const orders: string[] = [];
    for (let n = 0; n < 50; n += 1) orders.push(await placed(here!, `order ${n}`));
    const outcomes = await Promise.all(orders.map((orderId, n) => pay(n % 2 === 0 ? here! : there!, orderId)));
    const statuses = outcomes.map((outcome) => (outcome.ok ? accepted(outcome).status : refused(outcome).code));
    assert.deepEqual(statuses.toSorted(), [
      ...Array.from({ length: 10 }, () => 'confirmed'),
      ...Array.from({ length: 40 }, () => 'credit_exceeded'),
    ]);
    assert.equal(await here!.creditTaken('c1'), 10 * total);
    const taken = await here!.creditOf('c1');
    await here!.settleAll(2);
    assert.deepEqual(await here!.creditOf('c1'), taken, 'the background has nothing to add');
  });

  it('is never promised twice, whatever each process hears first', async () => {
    const property = fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 2 }), async (scheduler, enough) => {
      const log = new InMemoryEventStore();
      let isRacing = false;
      const beforeAppend = (): Promise<void> => (isRacing ? scheduler.schedule(Promise.resolve()) : Promise.resolve());
      const customers = [business(enough * total)];
      const [here, there] = [0, 1].map((process) =>
        allowancesFixture({ log, store: meddlingEventStore(log, { beforeAppend }), process, customers }),
      );
      const orders = [await placed(here!, 'a'), await placed(here!, 'b'), await placed(here!, 'c')];
      isRacing = true;
      const racing = Promise.all(
        orders.flatMap((orderId) => [here!, there!].map((fixture, n) => pay(fixture, orderId, `${orderId} ${n}`))),
      );
      await scheduler.waitFor(racing);
      isRacing = false;
      assert.equal((await racing).filter(({ ok }) => ok).length, enough);
      await here!.settleAll();
      assert.equal(await here!.creditTaken('c1'), enough * total);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('is used while an order is delivered and paid in parts, and then free for the next', async () => {
    const fixture = allowancesFixture({ customers: [business(total)] });
    const { orders, fulfillment } = fixture.engine;
    const orderId = await placed(fixture, 'order');
    const paymentId = `${orderId}.P1`;
    const confirmed = accepted(await pay(fixture, orderId));
    assert.equal(confirmed.status, 'confirmed');
    assert.equal(confirmed.payments[0]?.dueAt, '2026-12-23T15:00:00.000Z');
    const [taskId, shipmentId] = [`${orderId}.F1`, `${orderId}.S1`];
    accepted(await fulfillment.assign(contextFor('assign'), orderId, { tasks: null }));
    accepted(await fulfillment.pick(contextFor('pick'), taskId, { lines: null }));
    accepted(await fulfillment.pack(contextFor('pack'), taskId, { lines: null }));
    const parcel = { carrier: 'local', service: null, trackingNumber: 'T1', lines: null };
    accepted(await fulfillment.createShipment(contextFor('ship'), orderId, parcel));
    const dispatch = { trackingNumber: null, estimatedDelivery: null };
    assert.equal(accepted(await fulfillment.dispatch(contextFor('go'), shipmentId, dispatch)).status, 'shipped');

    const next = await placed(fixture, 'next');
    assert.deepEqual(refused(await pay(fixture, next)), exceeded);
    const part = { amount: 850, currency: 'USD' } as const;
    accepted(await orders.capture(contextFor('part'), orderId, paymentId, part));
    const short = await pay(fixture, next, 'too early');
    assert.deepEqual(!short.ok && short.rejection.details, { amount: '38.50', available: '8.50', currency: 'USD' });
    const { payments } = accepted(await orders.capture(contextFor('rest'), orderId, paymentId, { amount: null }));
    assert.deepEqual([payments[0]?.status, payments[0]?.captured], ['captured', total]);
    accepted(await pay(fixture, next, 'now'));
    await fixture.settleAll(2);
    assert.deepEqual(await fixture.creditOf('c1'), [
      ['AllowanceHeld', paymentId, total],
      ['AllowanceConfirmed', paymentId, total],
      ['AllowanceReleased', paymentId, 850],
      ['AllowanceReleased', paymentId, 3000],
      ['AllowanceHeld', `${next}.P1`, total],
      ['AllowanceConfirmed', `${next}.P1`, total],
    ]);
  });

  it('comes back with what is left of a payment when its order is cancelled', async () => {
    const fixture = allowancesFixture({ customers: [business(total)] });
    const orderId = await placed(fixture, 'order');
    accepted(await pay(fixture, orderId));
    const part = { amount: 850, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.capture(contextFor('part'), orderId, `${orderId}.P1`, part));
    const reason = { reason: 'no need', approvedBy: null };
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), orderId, reason));
    await fixture.settleAll(2);
    assert.equal(await fixture.creditTaken('c1'), 0);
    accepted(await pay(fixture, await placed(fixture, 'next')));
  });

  it('is held for a payment that was cut off for a quarter of an hour, and no longer', async () => {
    const log = new InMemoryEventStore();
    let isCut = false;
    const store = meddlingEventStore(log, {
      beforeAppend: (stream) =>
        isCut && stream.startsWith('order-')
          ? Promise.reject(new EventStoreUnavailableError('cut'))
          : Promise.resolve(),
    });
    const fixture = allowancesFixture({ log, store, customers: [business(total)] });
    const [crashed, next] = [await placed(fixture, 'crashed'), await placed(fixture, 'next')];
    isCut = true;
    await assert.rejects(pay(fixture, crashed), EventStoreUnavailableError);
    isCut = false;
    assert.deepEqual(refused(await pay(fixture, next, 'early', '2026-11-23T15:14:59.999Z')), exceeded);
    accepted(await pay(fixture, next, 'in time', '2026-11-23T15:15:00.000Z'));
    assert.deepEqual(refused(await pay(fixture, crashed, `pay ${crashed}`, '2026-11-23T15:16:00.000Z')), exceeded);
  });

  it('is not held for a payment that is refused anyway', async () => {
    const fixture = allowancesFixture({ customers: [business(10 * total)] });
    const orderId = await placed(fixture, 'order');
    const much = await fixture.engine.orders.pay(contextFor('much'), orderId, { ...onTerms, amount: total + 1 });
    assert.deepEqual(refused(much), { kind: 'rule', code: 'amount_exceeds_due' });
    assert.deepEqual(await fixture.creditOf('c1'), []);
  });

  it('counts what was promised before anything was held, less what was paid of it', async () => {
    const fixture = allowancesFixture({ customers: [business(total)] });
    const { handlers } = fixture;
    const orderId = await placed(fixture, 'old');
    const at = '2026-11-23T15:00:00.000Z';
    const payment = {
      paymentId: `${orderId}.P1`,
      method: 'credit_terms',
      settlement: 'terms',
      reference: null,
    } as const;
    const before: readonly OrderCommand[] = [
      { type: 'StartPayment', ...payment, amount: total, at },
      { type: 'RecordPaymentCaptured', paymentId: payment.paymentId, captured: 850, at },
    ];
    for (const command of before) accepted(await handlers.order.handle(orderId, contextFor(command.type), command));
    await fixture.settleAll(2);
    assert.deepEqual(await fixture.creditOf('c1'), [
      ['AllowanceConfirmed', payment.paymentId, total],
      ['AllowanceReleased', payment.paymentId, 850],
    ]);
    const late = await pay(fixture, await placed(fixture, 'next'));
    assert.deepEqual(!late.ok && late.rejection.details, { amount: '38.50', available: '8.50', currency: 'USD' });
  });
});
