import assert from 'node:assert/strict';
import { creditAccountId as accountIdOf, accountOfPayment, creditPaymentId } from '../../../domain/credit/events.ts';
import { after, creditAccountId, given, issue, start } from './credits.ts';

const issued = {
  creditAccountId,
  customerId: 'c1',
  currency: 'USD',
  creditId: 'refund-1',
  amount: 2500,
  orderId: 'order-1',
  returnId: 'return-1',
  balance: 2500,
  at: start,
} as const;

describe('issuing store credit', () => {
  it('opens the account', () => {
    given([])
      .when(issue('refund-1', 2500))
      .then([{ type: 'CreditIssued', data: issued }]);
  });

  it('adds to what the account holds', () => {
    given(after(issue('refund-1', 2500)))
      .when(issue('refund-2', 1))
      .then([{ type: 'CreditIssued', data: { ...issued, creditId: 'refund-2', amount: 1, balance: 2501 } }]);
  });

  it('tells the order that it is meant to pay', () => {
    given([])
      .when(issue('refund-1', 2500, { exchangeOrderId: 'order-2' }))
      .then([{ type: 'CreditIssued', data: { ...issued, exchangeOrderId: 'order-2' } }]);
  });

  it('happens once a credit id', () => {
    const history = after(issue('refund-1', 2500), issue('refund-2', 100));
    given(history).when(issue('refund-1', 2500)).then([]);
    given(history)
      .when(issue('refund-1', 2499))
      .then({ kind: 'rule', code: 'credit_differs', details: { recorded: '25.00' } });
  });

  it('is refused on an account of another customer or currency', () => {
    const differs = { kind: 'rule', code: 'credit_account_differs' } as const;
    const history = after(issue('refund-1', 2500));
    given(history)
      .when(issue('refund-2', 100, { customerId: 'c2' }))
      .then(differs);
    given(history)
      .when(issue('refund-2', 100, { customerId: null }))
      .then(differs);
    given(history)
      .when(issue('refund-2', 100, { currency: 'PEN' }))
      .then(differs);
    given(history)
      .when(issue('refund-1', 2500, { customerId: 'c2' }))
      .then(differs);
  });

  it('is refused for amounts that are no money', () => {
    for (const amount of [0, -1, 0.5, Number.NaN]) {
      given([]).when(issue('refund-1', amount)).then({ kind: 'rule', code: 'invalid_amount', details: { amount } });
    }
  });
});

describe('the account of an order', () => {
  it('is its customer’s in its currency; a guest’s order has one of its own', () => {
    const of = (customerId: string | null) => accountIdOf({ currency: 'CLP', customerId, orderId: 'o1' });
    assert.deepEqual([of('c1'), of(null)], ['CLP.customer.c1', 'CLP.order.o1']);
  });

  it('is found by the payments that were taken from it, whatever its id looks like', () => {
    for (const account of ['USD.customer.c1', 'USD.customer.a/b.P1/o1.P1']) {
      const gatewayPaymentId = creditPaymentId({ creditAccountId: account, paymentId: 'o1.P1' });
      assert.equal(accountOfPayment({ gatewayPaymentId, paymentId: 'o1.P1' }), account);
    }
  });
});
