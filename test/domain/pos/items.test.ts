import assert from 'node:assert/strict';
import { quoteOfLines } from '../../../domain/pos/balance.ts';
import {
  add,
  after,
  given,
  identify,
  lineOf,
  minute,
  open,
  override,
  pay,
  promotion,
  remove,
  reprice,
  transactionAfter,
  transactionId,
} from './transactions.ts';

const mug = lineOf('L1', 5000);
const cheese = lineOf('L2', 12_990, 350);

describe('the items of a transaction', () => {
  it('are numbered as they are scanned, whatever was removed', () => {
    const opened = after(open);
    const added = given(opened)
      .when(add(mug))
      .then([{ type: 'PosItemAdded', data: { transactionId, line: mug, at: minute(1) } }]);
    const removed = [...added, ...given(added).when(remove('L1')).events()];
    given(removed)
      .when(add(cheese))
      .then([{ type: 'PosItemAdded', data: { transactionId, line: cheese, at: minute(1) } }]);
  });

  it('come to what they cost, weighed ones to the minor unit', () => {
    const transaction = transactionAfter(open, add(mug), add(cheese));
    const { lines, totals, discounts, shipping } = quoteOfLines(transaction);
    assert.deepEqual(
      lines.map(({ subtotal, tax, total }) => [subtotal, tax, total]),
      [
        [5000, 798, 5000],
        [4547, 726, 4547],
      ],
    );
    assert.deepEqual(totals, { subtotal: 9547, discount: 0, shipping: 0, tax: 1524, total: 9547 });
    assert.deepEqual([discounts, shipping], [[], null]);
  });

  it('name every promotion that took something off them', () => {
    const both = lineOf('L1', 5000, 2000, [promotion('two-for-one', 5000), promotion('november', 500)]);
    const one = lineOf('L2', 2000, 1000, [promotion('november', 200)]);
    const quote = quoteOfLines(transactionAfter(open, add(both), add(one)));
    assert.deepEqual(quote.discounts, [
      { code: 'two-for-one', kind: 'promotion', amount: 5000, promotionId: 'two-for-one', name: 'two-for-one' },
      { code: 'november', kind: 'promotion', amount: 700, promotionId: 'november', name: 'november' },
    ]);
    assert.deepEqual(quote.totals, { subtotal: 12_000, discount: 5700, shipping: 0, tax: 1005, total: 6300 });
  });

  it('put tax on top where prices are without it', () => {
    const transaction = transactionAfter({ ...open, taxMode: 'exclusive' }, add(lineOf('L1', 1000)));
    assert.equal(quoteOfLines(transaction).totals.total, 1190);
  });

  it('are refused with quantities or prices that cannot be', () => {
    const opened = after(open);
    for (const quantity of [0, -1, 0.5]) {
      given(opened)
        .when(add({ ...mug, quantity }))
        .then({ kind: 'rule', code: 'invalid_quantity' });
    }
    const wrong = [
      { unitPrice: -1 },
      { unitPrice: 0.5 },
      { discount: 1 },
      { discount: 5001, promotions: [promotion('p', 5001)] },
      { discount: -1, promotions: [promotion('p', -1)] },
    ];
    for (const change of wrong) {
      given(opened)
        .when(add({ ...mug, ...change }))
        .then({ kind: 'rule', code: 'inconsistent_price' });
    }
    given(opened)
      .when(add(lineOf('L1', 5000, 1000, [promotion('gift', 5000)])))
      .events();
  });

  it('cost what the Pricing service says after a change', () => {
    const history = after(open, add(mug), add(cheese));
    const now = lineOf('L1', 4500, 3000, [promotion('three', 1500)]);
    const repriced = given(history)
      .when(reprice(now, cheese))
      .then([
        {
          type: 'PosLineRepriced',
          data: {
            transactionId,
            lineId: 'L1',
            quantity: 3000,
            unitPrice: 4500,
            listPrice: 4500,
            discount: 1500,
            promotions: [promotion('three', 1500)],
            at: minute(2),
          },
        },
      ]);
    given(repriced).when(reprice(now, cheese)).then([]);
    assert.deepEqual(transactionAfter(open, add(mug), add(cheese), reprice(now)).lines, [now, cheese]);
  });

  it('tell any change of a price from none', () => {
    const history = after(open, add(lineOf('L1', 5000, 2000, [promotion('a', 10)])));
    const changed = [
      lineOf('L1', 5000, 3000, [promotion('a', 10)]),
      lineOf('L1', 5001, 2000, [promotion('a', 10)]),
      lineOf('L1', 5000, 2000, [promotion('a', 11)]),
      lineOf('L1', 5000, 2000, [promotion('b', 10)]),
    ];
    for (const line of changed) assert.equal(given(history).when(reprice(line)).events().length, 1);
  });

  it('are repriced all or none', () => {
    const history = after(open, add(mug), add(cheese));
    const twice = { ...mug, quantity: 2000 };
    given(history)
      .when(reprice(twice, lineOf('L3', 1)))
      .then({ kind: 'not_found', code: 'unknown_line', details: { line: 'L3' } });
    given(history)
      .when(reprice(twice, mug))
      .then({ kind: 'rule', code: 'duplicate_line', details: { line: 'L1' } });
    given(history)
      .when(reprice(twice, { ...cheese, quantity: 0 }))
      .then({ kind: 'rule', code: 'invalid_quantity' });
    given(history)
      .when(reprice(twice, { ...cheese, discount: 5 }))
      .then({ kind: 'rule', code: 'inconsistent_price' });
  });

  it('are removed once', () => {
    const history = after(open, add(mug), add(cheese));
    const removed = given(history)
      .when(remove('L1'))
      .then([{ type: 'PosLineRemoved', data: { transactionId, lineId: 'L1', at: minute(2) } }]);
    given(removed).when(remove('L1')).then([]);
    for (const lineId of ['L3', 'L0', 'mug']) {
      given(removed)
        .when(remove(lineId))
        .then({ kind: 'not_found', code: 'unknown_line', details: { line: lineId } });
    }
  });

  it('cost what a person says, without promotions, and go on to', () => {
    const discounted = lineOf('L1', 5000, 2000, [promotion('two-for-one', 5000)]);
    const history = after(open, add(discounted));
    const overridden = given(history)
      .when(override('L1', 1000))
      .then([
        {
          type: 'PosPriceOverridden',
          data: {
            transactionId,
            lineId: 'L1',
            unitPrice: 1000,
            reason: 'scratched',
            approvedBy: 'manager-1',
            at: minute(3),
          },
        },
      ]);
    given(overridden).when(override('L1', 1000)).then([]);
    const at1000 = { ...discounted, unitPrice: 1000, discount: 0, promotions: [], priceSource: 'override' as const };
    const before = transactionAfter(open, add(discounted), override('L1', 1000));
    assert.deepEqual(before.lines, [at1000]);
    const three = lineOf('L1', 4800, 3000, [promotion('three', 4800)]);
    const later = transactionAfter(open, add(discounted), override('L1', 1000), reprice(three));
    assert.deepEqual(later.lines, [{ ...at1000, quantity: 3000, listPrice: 4800 }]);
    const gift = transactionAfter(open, add(mug), override('L1', 0));
    assert.equal(quoteOfLines(gift).totals.total, 0);
  });

  it('cost nothing less than nothing, and only where they are', () => {
    const history = after(open, add(mug));
    for (const price of [-1, 0.5]) {
      given(history)
        .when(override('L1', price))
        .then({ kind: 'rule', code: 'invalid_price', details: { line: 'L1' } });
    }
    given(history)
      .when(override('L2', 5))
      .then({ kind: 'not_found', code: 'unknown_line', details: { line: 'L2' } });
    // the price that it has, said by a person, is an override all the same
    assert.equal(given(history).when(override('L1', 5000)).events().length, 1);
  });

  it('stay as they are once something is paid for them', () => {
    const paid = after(open, add(mug), pay(1000));
    for (const command of [add(cheese), reprice({ ...mug, quantity: 2000 }), remove('L1'), override('L1', 1)]) {
      given(paid).when(command).then({ kind: 'rule', code: 'payments_taken' });
    }
  });
});

describe('the customer of a transaction', () => {
  it('is known from when they are identified, also between payments, and forgotten on demand', () => {
    const history = after(open, add(mug), pay(1000));
    const known = given(history)
      .when(identify('c-1'))
      .then([{ type: 'PosCustomerIdentified', data: { transactionId, customerId: 'c-1', at: minute(3) } }]);
    given(known).when(identify('c-1')).then([]);
    given(known)
      .when(identify(null))
      .then([{ type: 'PosCustomerIdentified', data: { transactionId, customerId: null, at: minute(3) } }]);
    given(history).when(identify(null)).then([]);
  });
});
