import assert from 'node:assert/strict';
import type { Outcome } from '../../../application/commands/outcome.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { balanceOf } from '../../../domain/pos/balance.ts';
import type { PosState } from '../../../domain/pos/state.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { account, tillFixture, type TillFixture } from './till-fixture.ts';

/** A sale of a mug for 9995 to c1, who has no tenth off in this one: it costs what a person says. */
const owing = async (unitPrice = 9995): Promise<TillFixture> => {
  const fixture = await tillFixture();
  accepted(await fixture.identify('c1'));
  accepted(await fixture.mug());
  accepted(
    await fixture.engine.pos.overridePrice(fixture.next(), fixture.id, 'L1', { unitPrice, reason: 'as marked' }),
  );
  return fixture;
};

const payments = (outcome: Outcome<PosState>) =>
  accepted(outcome).tenders.map(({ paymentId, method, amount, change }) => [paymentId, method, amount, change]);

const saleOf = async ({ complete }: TillFixture) => {
  const { status, sale } = accepted(await complete());
  return { status, total: sale?.quote.totals.total, cashRounding: sale?.cashRounding };
};

describe('paying at a till', () => {
  it('in cash is rounded to coins, and what is too much is change', async () => {
    for (const [price, change, cashRounding] of [
      [9995, 10, -5],
      [9996, 0, 4],
    ] as const) {
      const fixture = await owing(price);
      const paid = await fixture.pay('cash', 10_000);
      assert.deepEqual(payments(paid), [['pos-1.P1', 'cash', 10_000 - change, change]]);
      assert.deepEqual(await saleOf(fixture), { status: 'completed', total: price, cashRounding });
    }
  });

  it('by card is exact, with the terminal’s reference and never a card number', async () => {
    const fixture = await owing();
    const paid = await fixture.pay('card_local', 9995, { reference: 'TBK-000123' });
    assert.deepEqual(payments(paid), [['pos-1.P1', 'card_local', 9995, 0]]);
    assert.equal(accepted(paid).tenders[0]?.reference, 'TBK-000123');
    assert.deepEqual(await saleOf(fixture), { status: 'completed', total: 9995, cashRounding: 0 });
    const other = await owing();
    assert.equal(
      refused(await other.pay('card_local', 9995, { reference: '4111111111111111' })).code,
      'card_number_refused',
    );
    assert.equal(refused(await other.pay('card_local', 9996)).code, 'amount_exceeds_due');
  });

  it('settles under the version that its caller saw: the condition is about the payment, not about its settlement', async () => {
    const fixture = await owing();
    await fixture.give(9995);
    const { version } = await fixture.handlers.pos.current(fixture.id, fixture.next());
    const context = { ...fixture.next(), expectedVersion: version };
    const payment = { method: 'store_credit', amount: 9995, reference: null } as const;
    const paid = accepted(await fixture.engine.pos.pay(context, fixture.id, payment));
    assert.deepEqual(paid.settledPayments, ['pos-1.P1']);
    assert.equal(await fixture.balance(), 0);
  });

  it('is of four tenders at once, and comes to the total', async () => {
    const fixture = await owing();
    await fixture.give(2000);
    accepted(await fixture.pay('card_local', 3000));
    accepted(await fixture.pay('store_credit', 2000));
    accepted(await fixture.pay('loyalty', 1000));
    const { due, dueInCash } = balanceOf(await fixture.transaction());
    assert.deepEqual([due, dueInCash], [3995, 3990]);
    assert.deepEqual(payments(await fixture.pay('cash', 5000)).at(-1), ['pos-1.P4', 'cash', 3990, 1010]);
    assert.deepEqual(await saleOf(fixture), { status: 'completed', total: 9995, cashRounding: -5 });
    assert.deepEqual([await fixture.balance(), fixture.customers.points('c1')], [0, 19_000]);
  });

  it('is refused in other money, for nothing, and of a sale that is not there', async () => {
    const { engine, id, next, pay } = await owing();
    const cash = { method: 'cash', amount: 1000, reference: null } as const;
    assert.equal(refused(await engine.pos.pay(next(), id, { ...cash, currency: 'USD' })).code, 'currency_mismatch');
    assert.equal(refused(await pay('cash', 0)).code, 'invalid_amount');
    assert.equal(refused(await engine.pos.pay(next(), 'nope', cash)).code, 'pos_not_found');
  });

  it('is once, however often its answer is lost, and whoever names the payment', async () => {
    const fixture = await owing();
    const first = await fixture.pay('card_local', 4000, { name: 'pay' });
    const again = await fixture.pay('card_local', 4000, { name: 'pay' });
    assert.deepEqual(first.ok && again.ok && [again.repeated, again.paymentId, again.state], [
      true,
      'pos-1.P1',
      first.ok && first.state,
    ]);
    for (const reference of ['TBK-1', 'TBK-2']) {
      const named = await fixture.pay('card_local', 1000, { paymentId: 'till-7', reference });
      assert.ok(named.ok && named.paymentId === 'till-7');
    }
    assert.deepEqual(fixture.types().slice(3), ['PosPaymentTaken', 'PosPaymentTaken']);
  });
});

describe('paying with store credit at a till', () => {
  it('spends the customer’s account, or the one that is named', async () => {
    const fixture = await owing();
    await fixture.give(5000);
    await fixture.give(3000, 'CLP.order.before', null);
    assert.deepEqual(
      accepted(await fixture.pay('store_credit', 4000)).tenders.map(({ settlement }) => settlement),
      [{ kind: 'store_credit', creditAccountId: account, customerId: 'c1' }],
    );
    accepted(await fixture.pay('store_credit', 3000, { reference: 'CLP.order.before' }));
    assert.deepEqual([await fixture.balance(), await fixture.balance('CLP.order.before')], [1000, 0]);
  });

  it('gives the payment back where there is less, or no such account, and the sale goes on', async () => {
    const fixture = await owing();
    await fixture.give(5000);
    const much = accepted(await fixture.pay('store_credit', 5001));
    assert.deepEqual(much.tenders, []);
    const none = accepted(await fixture.pay('store_credit', 1000, { reference: 'CLP.order.other' }));
    assert.deepEqual(
      none.returnedPayments.map(({ amount, reason }) => [amount, reason]),
      [
        [5001, 'insufficient_store_credit'],
        [1000, 'credit_not_found'],
      ],
    );
    assert.equal(refused(await fixture.complete()).code, 'payment_due');
    accepted(await fixture.pay('cash', 10_000));
    assert.equal((await saleOf(fixture)).status, 'completed');
    assert.equal(await fixture.balance(), 5000);
  });

  it('needs an account: a guest names one', async () => {
    const fixture = await owing();
    accepted(await fixture.identify(null));
    assert.equal(refused(await fixture.pay('store_credit', 1000)).code, 'store_credit_account_required');
  });

  it('gives back what the cashier gives back', async () => {
    const fixture = await owing();
    await fixture.give(5000);
    const paid = await fixture.pay('store_credit', 5000);
    assert.ok(paid.ok);
    const { returnedPayments } = accepted(
      await fixture.engine.pos.returnPayment(fixture.next(), fixture.id, paid.paymentId),
    );
    assert.deepEqual(
      returnedPayments.map(({ reason }) => reason),
      [null],
    );
    assert.equal(await fixture.balance(), 5000);
    accepted(await fixture.pay('store_credit', 5000));
    assert.equal(await fixture.balance(), 0);
  });
});

describe('paying with points at a till', () => {
  it('takes as many as are worth it', async () => {
    const fixture = await owing();
    const { tenders, settledPayments } = accepted(await fixture.pay('loyalty', 9995));
    assert.deepEqual(tenders[0]?.settlement, { kind: 'loyalty', customerId: 'c1', points: 9995 });
    assert.deepEqual(settledPayments, ['pos-1.P1']);
    assert.equal(fixture.customers.points('c1'), 10_005);
    assert.equal((await saleOf(fixture)).status, 'completed');
  });

  it('gives the payment back where there are fewer, and is for customers only', async () => {
    const fixture = await owing();
    accepted(await fixture.identify('c2'));
    const { returnedPayments } = accepted(await fixture.pay('loyalty', 1));
    assert.deepEqual(
      returnedPayments.map(({ reason }) => reason),
      ['insufficient_points'],
    );
    accepted(await fixture.identify(null));
    assert.equal(refused(await fixture.pay('loyalty', 1)).code, 'customer_required');
  });

  it('waits for a Customer service that does not answer: nothing is complete on a promise', async () => {
    for (const outage of ['before', 'after'] as const) {
      const fixture = await owing();
      fixture.customers.outage = outage;
      await assert.rejects(fixture.pay('loyalty', 9995, { name: 'pay' }), ServiceUnavailableError);
      const rejection = await fixture.complete();
      assert.deepEqual(!rejection.ok && [rejection.rejection.code, rejection.rejection.details], [
        'payment_unsettled',
        { payments: ['pos-1.P1'] },
      ]);
      fixture.customers.outage = 'none';
      const paid = await fixture.pay('loyalty', 9995, { name: 'pay' });
      assert.deepEqual(accepted(paid).settledPayments, ['pos-1.P1']);
      assert.equal(fixture.customers.points('c1'), 10_005);
      assert.equal((await saleOf(fixture)).status, 'completed');
    }
  });
});

describe('voiding at a till', () => {
  it('an open sale needs nobody’s approval, and gives back what others took for it', async () => {
    const fixture = await owing();
    await fixture.give(2000);
    accepted(await fixture.pay('store_credit', 2000));
    accepted(await fixture.pay('loyalty', 500));
    accepted(await fixture.cancel());
    assert.deepEqual([await fixture.balance(), fixture.customers.points('c1')], [2000, 20_000]);
    assert.equal(accepted(await fixture.cancel()).status, 'voided');
  });

  it('a complete sale needs approval, and a drawer that is open', async () => {
    const fixture = await owing();
    accepted(await fixture.pay('cash', 10_000));
    accepted(await fixture.complete());
    assert.equal(refused(await fixture.cancel()).code, 'approval_required');
    accepted(await fixture.engine.shifts.close(fixture.next(), 'shift-1', { countedCash: 59_990, currency: 'CLP' }));
    assert.equal(refused(await fixture.cancel('maria')).code, 'shift_closed');
    await fixture.openShift('shift-2');
    const input = { reason: 'no', approvedBy: 'maria', shiftId: 'shift-2' };
    const { voided } = accepted(await fixture.engine.pos.void(fixture.next(), fixture.id, input));
    assert.deepEqual([voided?.shiftId, voided?.tillId, voided?.approvedBy], ['shift-2', 'till of shift-2', 'maria']);
  });

  it('has no card number in its reason', async () => {
    const { engine, id, next } = await owing();
    const input = { reason: 'card 4111 1111 1111 1111', approvedBy: null };
    assert.equal(refused(await engine.pos.void(next(), id, input)).code, 'card_number_refused');
  });
});
