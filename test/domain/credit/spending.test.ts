import assert from 'node:assert/strict';
import { after, creditAccountId, given, issue, minute, redeem, restore } from './credits.ts';

const held = () => after(issue('refund-1', 2500));
const spent = () => after(issue('refund-1', 2500), redeem('order-2.P1', 2000));
const notFound = { kind: 'not_found', code: 'credit_not_found' } as const;

describe('spending store credit', () => {
  it('takes all of the amount, to the last cent', () => {
    const facts = { creditAccountId, orderId: 'order-2', at: minute(10) };
    const history = given(held())
      .when(redeem('order-2.P1', 2400))
      .then([{ type: 'CreditRedeemed', data: { ...facts, redemptionId: 'order-2.P1', amount: 2400, balance: 100 } }]);
    given(history)
      .when(redeem('order-2.P2', 100))
      .then([{ type: 'CreditRedeemed', data: { ...facts, redemptionId: 'order-2.P2', amount: 100, balance: 0 } }]);
  });

  it('takes nothing of an account that does not hold it all', () => {
    const asked = given(held()).when(redeem('order-2.P1', 2501));
    asked.then({
      kind: 'rule',
      code: 'insufficient_store_credit',
      details: { amount: '25.01', balance: '25.00' },
    });
    assert.equal(asked.rejection().message, 'the store credit is 25.00 USD: pay at most that with it');
  });

  it('happens once a redemption id', () => {
    given(spent()).when(redeem('order-2.P1', 2000)).then([]);
    given(spent())
      .when(redeem('order-2.P1', 500))
      .then({ kind: 'rule', code: 'redemption_differs', details: { recorded: '20.00' } });
    const restored = [
      ...spent(),
      ...given(spent())
        .when(restore('order-2.P1', 'r1', 2000))
        .events(),
    ];
    given(restored).when(redeem('order-2.P1', 2000)).then([]);
  });

  it('is for orders of the account’s customer in its currency; other customers do not learn that it is there', () => {
    given([]).when(redeem('order-2.P1', 1)).then(notFound);
    for (const changes of [{ customerId: 'c2' }, { customerId: null }, { currency: 'PEN' }] as const) {
      given(held())
        .when(redeem('order-2.P1', 1, changes))
        .then(notFound);
      given(spent())
        .when(redeem('order-2.P1', 2000, changes))
        .then(notFound);
    }
  });

  it('is for all who know a guest’s account', () => {
    const guests = after(issue('refund-1', 2500, { creditAccountId: 'USD.order.order-1', customerId: null }));
    for (const customerId of ['c1', null]) {
      assert.equal(
        given(guests)
          .when(redeem('order-2.P1', 2500, { customerId }))
          .events().length,
        1,
      );
    }
  });

  it('is refused for amounts that are no money', () => {
    for (const amount of [0, -1, 0.5]) {
      given(held())
        .when(redeem('order-2.P1', amount))
        .then({ kind: 'rule', code: 'invalid_amount', details: { amount } });
    }
  });
});

describe('restoring store credit', () => {
  it('gives back what was spent, in parts', () => {
    const facts = { creditAccountId, redemptionId: 'order-2.P1', orderId: 'order-2', at: minute(20) };
    const history = given(spent())
      .when(restore('order-2.P1', 'r1', 1999))
      .then([{ type: 'CreditRestored', data: { ...facts, restorationId: 'r1', amount: 1999, balance: 2499 } }]);
    given(history)
      .when(restore('order-2.P1', 'r2', 1))
      .then([{ type: 'CreditRestored', data: { ...facts, restorationId: 'r2', amount: 1, balance: 2500 } }]);
  });

  it('gives back no more than was spent and not given back', () => {
    const history = after(issue('refund-1', 2500), redeem('order-2.P1', 2000), redeem('order-3.P1', 500));
    const exceeds = (amount: string, left: string) =>
      ({ kind: 'rule', code: 'restoration_exceeds_redemption', details: { amount, left } }) as const;
    given(history)
      .when(restore('order-2.P1', 'r1', 2001))
      .then(exceeds('20.01', '20.00'));
    const partly = [
      ...history,
      ...given(history)
        .when(restore('order-2.P1', 'r1', 1500))
        .events(),
    ];
    given(partly)
      .when(restore('order-2.P1', 'r2', 501))
      .then(exceeds('5.01', '5.00'));
    assert.equal(
      given(partly)
        .when(restore('order-3.P1', 'r2', 500))
        .events().length,
      1,
    );
  });

  it('happens once a restoration id', () => {
    const history = [
      ...spent(),
      ...given(spent())
        .when(restore('order-2.P1', 'r1', 1500))
        .events(),
    ];
    given(history)
      .when(restore('order-2.P1', 'r1', 1500))
      .then([]);
    given(history)
      .when(restore('order-2.P1', 'r1', 200))
      .then({ kind: 'rule', code: 'restoration_differs', details: { recorded: '15.00' } });
  });

  it('is refused for what was never spent, and for amounts that are no money', () => {
    given([])
      .when(restore('order-2.P1', 'r1', 1))
      .then(notFound);
    given(spent())
      .when(restore('order-9.P1', 'r1', 1))
      .then({ kind: 'not_found', code: 'unknown_redemption', details: { id: 'order-9.P1' } });
    for (const amount of [0, -1, 0.5]) {
      given(spent())
        .when(restore('order-2.P1', 'r1', amount))
        .then({ kind: 'rule', code: 'invalid_amount', details: { amount } });
    }
  });
});

describe('what an account remembers', () => {
  it('is an amount an id', () => {
    const state = given(spent())
      .when(restore('order-2.P1', 'r1', 1500))
      .state();
    assert.deepEqual(state, {
      exists: true,
      creditAccountId,
      customerId: 'c1',
      currency: 'USD',
      balance: 2000,
      credits: [{ creditId: 'refund-1', amount: 2500 }],
      redemptions: [
        {
          redemptionId: 'order-2.P1',
          orderId: 'order-2',
          amount: 2000,
          restorations: [{ restorationId: 'r1', amount: 1500 }],
        },
      ],
    });
  });
});
