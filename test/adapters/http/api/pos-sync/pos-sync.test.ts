import assert from 'node:assert/strict';
import { HttpTest, tokenOf } from '../../../../support/http.ts';

const at = '2026-11-23T09:00:00-03:00';

const opening = {
  kind: 'shift_opened',
  id: 'shift-1',
  at,
  cashier_id: 'cashier-1',
  local_id: 'store-1',
  currency: 'GBP',
  float: 100,
};

/** Two red mugs at 11.00 each; they cost 12.00 by now. */
const sale = {
  kind: 'sale',
  id: 'sale-1',
  at,
  shift_id: 'shift-1',
  cashier_id: 'cashier-1',
  currency: 'GBP',
  prices: 'inclusive',
  items: [
    {
      variant_id: '1',
      sku: 'SKU-1',
      product_name: 'RED MUG',
      quantity: 2,
      unit_price: 11,
      promotions: [{ promotion_id: 'p1', name: 'Mug week', amount: 1 }],
      tax_class: 'standard',
      tax_rate: 0.2,
    },
  ],
  totals: { subtotal: 22, discount: 1, tax: 3.5, total: 21 },
  payments: [{ payment_id: 'sale-1.P1', payment_method: 'cash', amount: 21, tendered: 50 }],
};

const voiding = { kind: 'void', id: 'sale-1', at, shift_id: 'shift-1', cashier_id: 'cashier-1', reason: 'broken' };

const movement = {
  kind: 'cash_movement',
  id: 'movement-1',
  at,
  shift_id: 'shift-1',
  cashier_id: 'cashier-1',
  direction: 'in',
  amount: 20.5,
  currency: 'GBP',
  reason: 'change',
};

const closing = {
  kind: 'shift_closed',
  id: 'shift-1',
  at,
  cashier_id: 'cashier-1',
  counted_cash: 120.5,
  currency: 'GBP',
  counted: { sales: ['sale-1'], voids: ['sale-1'], movements: ['movement-1'] },
};

const day = [closing, voiding, opening, movement, sale];

const differs = {
  conflict_id: 'sale-1.price_differs.L1',
  kind: 'price_differs',
  item_id: 'L1',
  paid: 21,
  now: 24,
};

describe('POST /pos/sync', () => {
  let http: HttpTest;
  beforeEach(async () => {
    http = await new HttpTest().listen();
  });
  afterEach(() => http.close());

  const sync = (...records: readonly unknown[]) => http.ok('POST', '/pos/sync', { till_id: 'till-1', records });

  it('takes in what a till did, in whatever order, and answers for each record', async () => {
    const fine = { status: 'recorded', conflicts: [] };
    assert.deepEqual(await sync(...day), {
      results: [
        { kind: 'shift_closed', id: 'shift-1', ...fine },
        { kind: 'void', id: 'sale-1', ...fine },
        { kind: 'shift_opened', id: 'shift-1', ...fine },
        { kind: 'cash_movement', id: 'movement-1', ...fine },
        { kind: 'sale', id: 'sale-1', status: 'recorded', conflicts: [differs] },
      ],
    });
    const closed = http.shop.store.all().find(({ type }) => type === 'ShiftClosed')?.data as Record<string, unknown>;
    assert.equal(closed.countedCash, 12_050);
    assert.equal(closed.overShort, 0);
    const before = http.shop.store.all().length;
    const known = { status: 'known', conflicts: [differs] };
    assert.deepEqual(await sync(sale, voiding), {
      results: [
        { kind: 'sale', id: 'sale-1', ...known },
        { kind: 'void', id: 'sale-1', ...known },
      ],
    });
    assert.equal(http.shop.store.all().length, before);
  });

  it('keeps the sale as it was told', async () => {
    await sync(sale);
    const sold = http.shop.store.all().find(({ type }) => type === 'PosTransactionCompleted')?.data as {
      readonly lines: unknown;
      readonly tenders: unknown;
    };
    assert.deepEqual(sold.lines, [
      {
        lineId: 'L1',
        variantId: '1',
        sku: 'SKU-1',
        productName: 'RED MUG',
        barcode: null,
        quantity: 2000,
        unitPrice: 1100,
        listPrice: 1100,
        discount: 100,
        promotions: [{ promotionId: 'p1', name: 'Mug week', amount: 100 }],
        priceSource: 'offline',
        taxClass: 'standard',
        taxRate: 200_000,
      },
    ]);
    assert.deepEqual(sold.tenders, [
      { paymentId: 'sale-1.P1', method: 'cash', amount: 2100, tendered: 5000, change: 2900, reference: null },
    ]);
  });

  it('rejects what is no record by itself, and says why', async () => {
    const results = (await sync(
      opening,
      { ...movement, amount: 0.001 },
      { ...sale, items: [] },
      { ...sale, items: [{ ...sale.items[0], promotions: [{ promotion_id: 'p', name: 'p', amount: 23 }] }] },
      { kind: 'dance', id: 7 },
      'what',
      null,
      { ...movement, amount: 0 },
    )) as { readonly results: readonly { kind: unknown; id: unknown; status: unknown; error?: { code: string } }[] };
    assert.deepEqual(
      results.results.map(({ kind, id, status, error }) => [kind, id, status, error?.code]),
      [
        ['shift_opened', 'shift-1', 'recorded', undefined],
        ['cash_movement', 'movement-1', 'rejected', 'invalid_amount'],
        ['sale', 'sale-1', 'rejected', 'validation_failed'],
        ['sale', 'sale-1', 'rejected', 'validation_failed'],
        ['dance', null, 'rejected', 'validation_failed'],
        [null, null, 'rejected', 'validation_failed'],
        [null, null, 'rejected', 'validation_failed'],
        ['cash_movement', 'movement-1', 'rejected', 'invalid_amount'],
      ],
    );
  });

  it('knows a record in whichever request it comes, with whichever key', async () => {
    const of = (key: string, ...records: readonly unknown[]) =>
      http.ok('POST', '/pos/sync', { till_id: 'till-1', records }, { 'idempotency-key': key });
    await of('k1', opening, movement);
    assert.deepEqual(await of('k2', movement), {
      results: [{ kind: 'cash_movement', id: 'movement-1', status: 'known', conflicts: [] }],
    });
  });

  it('takes 500 records at most, from those who may', async () => {
    const body = { till_id: 'till-1', records: Array.from({ length: 501 }, () => opening) };
    assert.equal(await http.refused('POST', '/api/v1/pos/sync', { body }), '400 validation_failed');
    const headers = tokenOf('order.customer', 'ann');
    const one = { till_id: 'till-1', records: [opening] };
    assert.equal(await http.refused('POST', '/api/v1/pos/sync', { body: one, headers }), '403 forbidden');
  });
});
