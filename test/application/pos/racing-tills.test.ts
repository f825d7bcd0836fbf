import assert from 'node:assert/strict';
import type { Outcome } from '../../../application/commands/outcome.ts';
import type { PosState } from '../../../domain/pos/state.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { accepted } from '../../support/test-engine.ts';
import { tillFixture, type TillFixture } from './till-fixture.ts';

const processes = async (): Promise<readonly [TillFixture, TillFixture]> => {
  const log = new InMemoryEventStore();
  const one = await tillFixture({ log });
  const other = await tillFixture({ log, customers: one.customers, process: 1 });
  accepted(await one.identify('c1'));
  accepted(await one.mug());
  return [one, other];
};

const codes = (outcomes: readonly Outcome<PosState>[]): readonly string[] =>
  outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.rejection.code)).sort();

const drawer = async ({ engine, next }: TillFixture): Promise<number> => {
  const closed = accepted(await engine.shifts.close(next(), 'shift-1', { countedCash: 0, currency: 'CLP' }));
  assert.ok(closed.close !== null);
  return closed.close.totals.expectedCash;
};

describe('tills that race for one sale', () => {
  it('complete it once, however many try', async () => {
    const [one, other] = await processes();
    accepted(await one.pay('cash', 8990));
    const outcomes = await Promise.all([one, other, one, other].map((till) => till.complete()));
    assert.deepEqual(codes(outcomes), ['ok', 'ok', 'ok', 'ok']);
    assert.equal(one.types().filter((type) => type === 'PosTransactionCompleted').length, 1);
    await one.runAll();
    assert.equal(one.inventory.onHand('mug'), 4000);
    assert.equal(await drawer(one), 58_990);
  });

  it('complete it or give it up: what is in the drawer is what was sold', async () => {
    for (const order of [0, 1]) {
      const [one, other] = await processes();
      accepted(await one.pay('cash', 8990));
      const [first, second] = order === 0 ? [one.complete, other.cancel] : [one.cancel, other.complete];
      await Promise.all([first(), second()]);
      await one.runAll();
      const { status, sale } = await one.transaction();
      const isSold = sale !== null;
      assert.equal(status, isSold ? 'completed' : 'voided');
      assert.equal(one.inventory.onHand('mug'), isSold ? 4000 : 5000);
      assert.equal(await drawer(one), isSold ? 58_990 : 50_000);
    }
  });

  it('pay it once: two payments of all of it are one', async () => {
    const [one, other] = await processes();
    const outcomes = await Promise.all([one.pay('card_local', 8995), other.pay('card_local', 8995)]);
    assert.deepEqual(codes(outcomes), ['amount_exceeds_due', 'ok']);
  });

  it('pay it, or change it: nobody paid for what is not there any more', async () => {
    const [one, other] = await processes();
    accepted(await one.add({ variantId: 'cheese' }, 500));
    const remove = () => other.engine.pos.removeItem(other.next(), other.id, 'L2');
    const [paid, removed] = await Promise.all([one.pay('card_local', 15_490), remove()]);
    const { lines, tenders } = await one.transaction();
    if (paid.ok) {
      assert.deepEqual(codes([removed]), ['payments_taken']);
      assert.deepEqual([lines.length, tenders[0]?.amount], [2, 15_490]);
    } else {
      assert.deepEqual(codes([removed, paid]), ['amount_exceeds_due', 'ok']);
      assert.deepEqual([lines.length, tenders.length], [1, 0]);
    }
  });

  it('spend the last points once', async () => {
    const [one, other] = await processes();
    const second = await tillFixture({ log: one.log, customers: one.customers, process: 2 });
    const opened = await second.engine.pos.open(second.next(), {
      transactionId: 'pos-2',
      shiftId: 'shift-1',
      customerId: 'c1',
    });
    assert.ok(opened.ok);
    const goods = { variantId: 'cheese', quantity: 2000, allowOversell: false };
    accepted(await second.engine.pos.addItem(second.next(), 'pos-2', goods));
    accepted(await other.add({ variantId: 'cheese' }, 2000));
    const points = { method: 'loyalty', amount: 15_000, reference: null } as const;
    const outcomes = await Promise.all([
      other.pay('loyalty', 15_000),
      second.engine.pos.pay(second.next(), 'pos-2', points),
    ]);
    const returned = outcomes.map((outcome) => accepted(outcome).returnedPayments.map(({ reason }) => reason));
    assert.deepEqual(returned.flat(), ['insufficient_points']);
    assert.equal(one.customers.points('c1'), 5000);
  });
});

describe('a sale at a till, whole', () => {
  it('moves stock, drawer, credit and points, and its void moves all of it back', async () => {
    for (const times of [1, 2]) {
      const fixture = await tillFixture();
      accepted(await fixture.identify('c1'));
      accepted(await fixture.mug());
      accepted(await fixture.add({ variantId: 'cheese' }, 1500));
      await fixture.give(10_000);
      accepted(await fixture.pay('store_credit', 10_000));
      accepted(await fixture.pay('loyalty', 5000));
      accepted(await fixture.pay('cash', 20_000));
      const { sale } = accepted(await fixture.complete());
      assert.equal(sale?.quote.totals.total, 28_480);
      await fixture.runAll(times);
      const now = async () => ({
        stock: [fixture.inventory.onHand('mug'), fixture.inventory.onHand('cheese')],
        credit: await fixture.balance(),
        points: fixture.customers.points('c1'),
      });
      assert.deepEqual(await now(), { stock: [4000, 8500], credit: 0, points: 20_000 - 5000 + 28_480 });
      accepted(await fixture.cancel('maria'));
      await fixture.runAll(times);
      assert.deepEqual(await now(), { stock: [5000, 10_000], credit: 10_000, points: 20_000 });
      assert.equal(await drawer(fixture), 50_000);
      assert.equal((await fixture.transaction()).shortage.length, 0);
    }
  });

  it('that is told afterwards takes credit and points as well: what is refused is a conflict, and the sale stands', async () => {
    const fixture = await tillFixture();
    await fixture.give(5000);
    const line = {
      lineId: 'L1',
      variantId: 'mug',
      sku: 'sku-mug',
      productName: 'Mug',
      quantity: 1000,
      unitPrice: 9995,
      taxClass: 'standard',
      taxRate: 190_000,
      barcode: null,
      listPrice: 9995,
      discount: 0,
      promotions: [],
      priceSource: 'offline',
    } as const;
    const tender = (paymentId: string, method: 'store_credit' | 'loyalty', amount: number) =>
      ({ paymentId, method, amount, tendered: amount, change: 0, reference: null }) as const;
    const saleOf = (id: string, customerId: string | null, ...tenders: readonly ReturnType<typeof tender>[]) =>
      ({
        kind: 'sale',
        id,
        at: fixture.clock.now(),
        shiftId: 'shift-1',
        cashierId: 'carla',
        localId: 'store-1',
        customerId,
        currency: 'CLP',
        taxMode: 'inclusive',
        lines: [line],
        totals: { subtotal: 9995, discount: 0, tax: 1596, total: 9995 },
        tenders,
        cashRounding: 0,
      }) as const;
    const records = [
      saleOf('told-1', 'c1', tender('a', 'store_credit', 5000), tender('b', 'loyalty', 4995)),
      saleOf('told-2', 'c1', tender('a', 'store_credit', 9995)),
      saleOf('told-3', null, tender('a', 'loyalty', 9995)),
    ];
    for (const told of [records, records.toReversed()]) {
      await fixture.engine.offlineTills.sync(fixture.next(), { tillId: 'till of shift-1', records: told });
      await fixture.runAll(2);
    }
    assert.equal(await fixture.balance(), 0);
    assert.equal(fixture.customers.points('c1'), 20_000 - 4995 + 2 * 9995);
    const refusals = fixture.log
      .all()
      .map(({ data }) => (data as { readonly conflict?: object }).conflict)
      .filter((conflict) => conflict !== undefined && 'reason' in conflict);
    assert.deepEqual(refusals, [
      { kind: 'tender_refused', paymentId: 'a', reason: 'customer_required' },
      { kind: 'tender_refused', paymentId: 'a', reason: 'insufficient_store_credit' },
    ]);
  });
});
