import assert from 'node:assert/strict';
import { balanceOf } from '../../../domain/pos/balance.ts';
import type { PosEvent, PosTender } from '../../../domain/pos/events.ts';
import type { TakePosPayment } from '../../../domain/pos/commands.ts';
import {
  add,
  after,
  complete,
  given,
  giveBack,
  lineOf,
  minute,
  open,
  pay,
  transactionAfter,
  transactionId,
} from './transactions.ts';

const second = `${transactionId}.P2`;
const third = `${transactionId}.P3`;

const owing = (total: number) => after(open, add(lineOf('L1', total)));

const taken = (payment: TakePosPayment, amount: number, change: number): PosEvent => {
  const { paymentId, method, tendered, reference, at } = payment;
  return {
    type: 'PosPaymentTaken',
    data: { transactionId, paymentId, method, amount, tendered, change, reference, at },
  };
};

const saleOf = (total: number, ...payments: readonly TakePosPayment[]) => {
  const sold = after(open, add(lineOf('L1', total)), ...payments, complete).at(-1);
  assert.ok(sold?.type === 'PosTransactionCompleted');
  const { quote, cashRounding, tenders } = sold.data;
  return { total: quote.totals.total, cashRounding, paid: tenders.map(({ amount, change }) => [amount, change]) };
};

describe('cash', () => {
  it('is rounded to coins, and what is too much is change', () => {
    given(owing(9995))
      .when(pay(10_000))
      .then([taken(pay(10_000), 9990, 10)]);
    given(owing(9996))
      .when(pay(20_000))
      .then([taken(pay(20_000), 10_000, 10_000)]);
    assert.deepEqual(saleOf(9995, pay(9990)), { total: 9995, cashRounding: -5, paid: [[9990, 0]] });
    assert.deepEqual(saleOf(9996, pay(10_000)), { total: 9996, cashRounding: 4, paid: [[10_000, 0]] });
    assert.deepEqual(saleOf(9990, pay(9990)), { total: 9990, cashRounding: 0, paid: [[9990, 0]] });
  });

  it('may come in parts, rounded as one', () => {
    assert.deepEqual(saleOf(9996, pay(4000), pay(6000, 'cash', second)), {
      total: 9996,
      cashRounding: 4,
      paid: [
        [4000, 0],
        [6000, 0],
      ],
    });
  });

  it('may be odd coins, if the shopper has them', () => {
    assert.deepEqual(saleOf(9996, pay(9996)), { total: 9996, cashRounding: 0, paid: [[9996, 0]] });
  });

  it('that is not rounded is exact', () => {
    const usd = after({ ...open, currency: 'USD' }, add(lineOf('L1', 9995)));
    given(usd)
      .when(pay(10_000))
      .then([taken(pay(10_000), 9995, 5)]);
  });

  it('can owe nothing that there are coins for', () => {
    assert.deepEqual(saleOf(3, pay(10)), { total: 3, cashRounding: -3, paid: [[0, 10]] });
  });
});

describe('mixed payments', () => {
  const card = (amount: number, id?: string) => pay(amount, 'card_local', id);

  it('round only what is paid in cash', () => {
    const charged = after(open, add(lineOf('L1', 9995)), card(5000));
    given(charged)
      .when(pay(5000, 'cash', second))
      .then([taken(pay(5000, 'cash', second), 4990, 10)]);
    assert.deepEqual(saleOf(9995, card(5000), pay(4990, 'cash', second)), {
      total: 9995,
      cashRounding: -5,
      paid: [
        [5000, 0],
        [4990, 0],
      ],
    });
    assert.equal(saleOf(9996, pay(5000), card(4996, second)).cashRounding, 0);
    assert.equal(saleOf(9996, card(9996)).cashRounding, 0);
  });

  it('may leave to rounding what a card could still pay', () => {
    assert.deepEqual(saleOf(9995, pay(4000), card(5990, second)), {
      total: 9995,
      cashRounding: -5,
      paid: [
        [4000, 0],
        [5990, 0],
      ],
    });
  });

  it('know what is due, exactly and in coins', () => {
    const balance = (...payments: readonly TakePosPayment[]) =>
      balanceOf(transactionAfter(open, add(lineOf('L1', 9996)), ...payments));
    assert.deepEqual(balance(), { total: 9996, paid: 0, due: 9996, dueInCash: 10_000 });
    assert.deepEqual(balance(pay(4000)), { total: 9996, paid: 4000, due: 5996, dueInCash: 6000 });
    // odd coins, made even by the rest of the cash
    assert.deepEqual(balance(pay(4003)), { total: 9996, paid: 4003, due: 5993, dueInCash: 5997 });
    assert.deepEqual(balance(card(4000)), { total: 9996, paid: 4000, due: 5996, dueInCash: 6000 });
    assert.deepEqual(balance(card(9990)), { total: 9996, paid: 9990, due: 6, dueInCash: 10 });
    assert.deepEqual(balance(card(9991)), { total: 9996, paid: 9991, due: 5, dueInCash: 0 });
    assert.deepEqual(balance(pay(10_000)), { total: 9996, paid: 10_000, due: 0, dueInCash: 0 });
  });

  it('charge at most what is due', () => {
    for (const method of ['card_local', 'store_credit', 'loyalty'] as const satisfies readonly PosTender['method'][]) {
      given(owing(9995))
        .when(pay(9996, method))
        .then({ kind: 'rule', code: 'amount_exceeds_due', details: { amount: '9996', due: '9995' } });
      given(owing(9995))
        .when(pay(9995, method))
        .then([taken(pay(9995, method), 9995, 0)]);
    }
  });

  it('end when all is paid', () => {
    for (const more of [pay(10, 'cash', second), card(5, second)]) {
      given(after(open, add(lineOf('L1', 9995)), pay(9990)))
        .when(more)
        .then({
          kind: 'rule',
          code: 'amount_exceeds_due',
          details: { amount: String(more.tendered), due: '0' },
        });
    }
    given(after(open))
      .when(pay(10))
      .then({ kind: 'rule', code: 'amount_exceeds_due', details: { amount: '10', due: '0' } });
  });

  it('are more than nothing', () => {
    for (const amount of [0, -5, 0.5]) {
      given(owing(9995)).when(pay(amount)).then({ kind: 'rule', code: 'invalid_amount', details: { amount } });
    }
  });

  it('are taken once an id', () => {
    const paid = after(open, add(lineOf('L1', 9995)), card(5000));
    given(paid).when(card(1)).then([]);
    given([...paid, ...given(paid).when(giveBack()).events()])
      .when(card(5000))
      .then([]);
  });
});

describe('a payment that is given back', () => {
  it('is due again, once', () => {
    const paid = after(open, add(lineOf('L1', 9995)), pay(5000), pay(4990, 'cash', second));
    const returned = given(paid)
      .when(giveBack(second))
      .then([{ type: 'PosPaymentReturned', data: { transactionId, paymentId: second, amount: 4990, at: minute(7) } }]);
    given(returned).when(giveBack(second)).then([]);
    given(returned)
      .when(giveBack(third))
      .then({ kind: 'not_found', code: 'unknown_payment', details: { id: third } });
    given(returned)
      .when(complete)
      .then({ kind: 'rule', code: 'payment_due', details: { due: '4995', due_in_cash: '4990' } });
  });
});
