import assert from 'node:assert/strict';
import { ServiceContractError } from '../../../adapters/grpc/failures.ts';
import { connectInventory } from '../../../adapters/grpc/inventory-client.ts';
import { startInventoryDouble, type Answers, type ServiceDouble } from '../../support/grpc.ts';

const keyed = { organizationId: 'demo', idempotencyKey: 'event-1' };
const lines = [
  { variantId: 'v1', quantity: 2000 },
  { variantId: 'v2', quantity: 350 },
];
const wireLines = [
  { variant_id: 'v1', quantity: '2' },
  { variant_id: 'v2', quantity: '0.35' },
];
const wireKeyed = { organization_id: 'demo', idempotency_key: 'event-1' };
const reserving = { ...keyed, referenceId: 'order-1', lines, expiresAt: '2026-11-23T15:15:00.250Z' };

describe('Inventory over gRPC', () => {
  let double: ServiceDouble;
  let client: ReturnType<typeof connectInventory>;

  const connect = async (answers: Answers = {}): Promise<void> => {
    double = await startInventoryDouble(answers);
    client = connectInventory({ address: double.address });
  };

  const arrived = (): unknown[] => double.arrived.map(({ method, request }) => [method, request]);

  afterEach(() => {
    client.close();
    double.stop();
  });

  it('asks for availability with quantities as decimal strings', async () => {
    await connect();
    assert.deepEqual(await client.checkAvailability('demo', lines), { ok: true });
    assert.deepEqual(arrived(), [['CheckAvailability', { organization_id: 'demo', local_id: '', lines: wireLines }]]);
  });

  it('asks for one variant of a store', async () => {
    const stock = { organizationId: 'demo', variantId: 'v1', quantity: 350 };
    await connect();
    assert.deepEqual(await client.checkStock({ ...stock, localId: 'store-1' }), { ok: true });
    assert.deepEqual(await client.checkStock({ ...stock, localId: null }), { ok: true });
    const wire = { organization_id: 'demo', variant_id: 'v1', quantity: '0.35' };
    assert.deepEqual(arrived(), [
      ['CheckStock', { ...wire, local_id: 'store-1' }],
      ['CheckStock', { ...wire, local_id: '' }],
    ]);
  });

  it('answers what there is of a variant that is short', async () => {
    await connect({ CheckStock: () => ({ available: false, available_quantity: '0.1' }) });
    const stock = { organizationId: 'demo', localId: 'store-1', variantId: 'v1', quantity: 350 };
    assert.deepEqual(await client.checkStock(stock), { ok: false, shortfalls: [{ variantId: 'v1', available: 100 }] });
  });

  it('reserves until an instant', async () => {
    await connect();
    assert.deepEqual(await client.reserve(reserving), { ok: true, reservationId: 'reserved-order-1' });
    assert.deepEqual(arrived(), [
      [
        'ReserveStock',
        {
          ...wireKeyed,
          local_id: '',
          reference_id: 'order-1',
          lines: wireLines,
          expires_at: { seconds: Date.parse('2026-11-23T15:15:00Z') / 1000, nanos: 250_000_000 },
        },
      ],
    ]);
  });

  it('answers a refused reservation with what is short', async () => {
    await connect({ ReserveStock: () => ({ ok: false, shortfalls: [{ variant_id: 'v2', available: '0.1' }] }) });
    assert.deepEqual(await client.reserve(reserving), {
      ok: false,
      shortfalls: [{ variantId: 'v2', available: 100 }],
    });
  });

  it('confirms and releases by id', async () => {
    await connect();
    await client.confirm({ ...keyed, reservationId: 'r1' });
    await client.release({ ...keyed, reservationId: 'r1' });
    assert.deepEqual(arrived(), [
      ['ConfirmReservation', { ...wireKeyed, reservation_id: 'r1' }],
      ['ReleaseReservation', { ...wireKeyed, reservation_id: 'r1' }],
    ]);
  });

  it('deducts and adds with the reason and the reference on every line', async () => {
    await connect();
    const sale = { ...keyed, referenceId: 'order-1', reason: 'order_shipped', lines };
    assert.deepEqual(await client.deduct({ ...sale, reservationId: 'r1' }), []);
    await client.deduct({ ...sale, reservationId: null, referenceId: 'order-2' });
    await client.add({ ...keyed, referenceId: 'return-1', reason: 'return_received', lines });
    const because = (reason: string, reference_id: string) =>
      wireLines.map((line) => ({ ...line, reason, reference_id }));
    assert.deepEqual(arrived(), [
      [
        'DeductStockBatch',
        { ...wireKeyed, local_id: '', reservation_id: 'r1', deductions: because('order_shipped', 'order-1') },
      ],
      [
        'DeductStockBatch',
        { ...wireKeyed, local_id: '', reservation_id: '', deductions: because('order_shipped', 'order-2') },
      ],
      ['AddStockBatch', { ...wireKeyed, local_id: '', additions: because('return_received', 'return-1') }],
    ]);
  });

  it('moves the stock of a store, and answers what it was short of', async () => {
    await connect({ DeductStockBatch: () => ({ ok: true, shortfalls: [{ variant_id: 'v2', available: '0.1' }] }) });
    const moving = { ...keyed, localId: 'store-1', referenceId: 'pos-1', lines };
    const short = await client.deduct({ ...moving, reservationId: null, reason: 'pos_sale' });
    assert.deepEqual(short, [{ variantId: 'v2', available: 100 }]);
    await client.add({ ...moving, reason: 'pos_void' });
    const local = { ...wireKeyed, local_id: 'store-1' };
    const because = (reason: string) => wireLines.map((line) => ({ ...line, reason, reference_id: 'pos-1' }));
    assert.deepEqual(arrived(), [
      ['DeductStockBatch', { ...local, reservation_id: '', deductions: because('pos_sale') }],
      ['AddStockBatch', { ...local, additions: because('pos_void') }],
    ]);
  });

  const broken: readonly (readonly [string, Answers])[] = [
    ['accepts without a reservation id', { ReserveStock: () => ({ ok: true }) }],
    ['refuses without saying what is short', { ReserveStock: () => ({ ok: false }) }],
    [
      'names a quantity that is none',
      { ReserveStock: () => ({ ok: false, shortfalls: [{ variant_id: 'v1', available: 'some' }] }) },
    ],
  ];
  for (const [what, answers] of broken) {
    it(`calls an answer that ${what} a breach of contract`, async () => {
      await connect(answers);
      await assert.rejects(client.reserve(reserving), (error) => {
        assert.ok(error instanceof ServiceContractError);
        assert.deepEqual([error.service, error.method], ['inventory', 'ReserveStock']);
        return true;
      });
      assert.equal(double.arrived.length, 1);
    });
  }

  it('calls the refusal of a confirmation a breach of contract', async () => {
    await connect({ ConfirmReservation: () => ({ ok: false }) });
    await assert.rejects(client.confirm({ ...keyed, reservationId: 'r1' }), ServiceContractError);
  });
});
