import assert from 'node:assert/strict';
import { receivePaymentWebhook } from '../../../application/payments/receive-payment-webhook.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { usPolicy } from '../../support/policies.ts';
import { accepted, refused } from '../../support/test-engine.ts';
import { c1sAccount, creditFixture, total, type CreditFixture } from './credit-fixture.ts';

const payments = async (fixture: CreditFixture, name = 'order') =>
  (await fixture.order(name)).payments.map(({ status, captured }) => [status, captured]);

const failures = (fixture: CreditFixture) =>
  fixture.log
    .all()
    .flatMap(({ type, data }) => (type === 'PaymentFailed' ? [(data as { reason: string }).reason] : []));

describe('paying with store credit', () => {
  it('takes it from the customer’s account, and the order is confirmed', async () => {
    const fixture = creditFixture();
    await fixture.give(3000);
    await fixture.place('order');
    const paid = accepted(await fixture.pay('pay', 'order'));
    assert.equal(paid.status, 'confirmed');
    const orderId = commandIdOf('order');
    const [payment] = paid.payments;
    assert.equal(payment?.gatewayPaymentId, `${c1sAccount}/${orderId}.P1`);
    assert.deepEqual(await payments(fixture), [['captured', total]]);
    assert.deepEqual(await fixture.statement(), [
      ['CreditIssued', 3000, 3000],
      ['CreditRedeemed', total, 250],
    ]);
  });

  it('fails if the account does not hold it all, and another tender may follow', async () => {
    const fixture = creditFixture();
    await fixture.give(total - 1);
    await fixture.place('order');
    assert.equal(accepted(await fixture.pay('pay', 'order')).status, 'payment_failed');
    assert.deepEqual(failures(fixture), ['insufficient_store_credit']);
    accepted(await fixture.pay('less', 'order', { amount: total - 1 }));
    assert.equal(accepted(await fixture.pay('rest', 'order', { amount: 1, method: 'cash' })).status, 'confirmed');
    assert.deepEqual((await fixture.statement()).at(-1), ['CreditRedeemed', total - 1, 0]);
  });

  it('answers the balance to whoever asks for more', async () => {
    const fixture = creditFixture();
    await fixture.give(2000);
    const order = await fixture.place('order');
    const answer = await fixture.storeCredit.create({
      organizationId: 'demo',
      paymentId: `${order.orderId}.P1`,
      orderNumber: order.orderNumber,
      customerId: 'c1',
      amount: 2001,
      currency: 'USD',
      capture: 'now',
      methodId: null,
      payerEmail: null,
      returnUrl: null,
    });
    assert.deepEqual(answer, {
      ok: false,
      reason: 'insufficient_store_credit',
      message: 'the store credit is 20.00 USD: pay at most that with it',
    });
  });

  it('fails for customers without credit, and for guests who name no account', async () => {
    const fixture = creditFixture();
    await fixture.place('order');
    await fixture.place('guest', null);
    await fixture.pay('pay', 'order');
    await fixture.pay('pay too', 'guest');
    assert.deepEqual(failures(fixture), ['credit_not_found', 'store_credit_account_required']);
  });

  it('takes a guest’s account from whoever knows its id, and a customer’s on their orders only', async () => {
    const fixture = creditFixture();
    const [guests, theirs] = [await fixture.give(2 * total, null), await fixture.give(total, 'c2')];
    for (const [name, customerId] of [
      ['guest', null],
      ['order', 'c1'],
    ] as const) {
      await fixture.place(name, customerId);
      await fixture.pay(`${name} tries`, name, { methodId: theirs });
      assert.equal(accepted(await fixture.pay(`${name} pays`, name, { methodId: guests })).status, 'confirmed');
    }
    assert.deepEqual(failures(fixture), ['credit_not_found', 'credit_not_found']);
    assert.deepEqual((await fixture.statement(guests)).at(-1), ['CreditRedeemed', total, 0]);
    assert.deepEqual(await fixture.statement(theirs), [['CreditIssued', total, total]]);
  });

  it('takes at once what was to be captured later', async () => {
    const fixture = creditFixture();
    await fixture.give(total);
    await fixture.place('order');
    assert.equal(accepted(await fixture.pay('pay', 'order', { capture: 'later' })).status, 'confirmed');
    assert.deepEqual(await payments(fixture), [['captured', total]]);
    const capture = fixture.engine.orders.capture(
      contextFor('capture'),
      commandIdOf('order'),
      `${commandIdOf('order')}.P1`,
      {
        amount: null,
      },
    );
    assert.deepEqual(refused(await capture), { kind: 'wrong_state', code: 'payment_not_authorized' });
  });

  it('is open to customers, and is not screened', async () => {
    const fixture = creditFixture({
      policy: { ...usPolicy, fraud: { ...usPolicy.fraud, amount: { review: 0, reject: 0 } } },
    });
    await fixture.give(total);
    await fixture.place('order');
    const context = contextFor('pay', { actor: { subject: 'c1', role: 'order.customer' }, onlyCustomerId: 'c1' });
    const request = { method: 'store_credit', methodId: null, amount: total, currency: 'USD' } as const;
    assert.equal(accepted(await fixture.engine.orders.pay(context, commandIdOf('order'), request)).status, 'confirmed');
    assert.ok(fixture.log.all().every(({ type }) => type !== 'PaymentScreened'));
  });

  it('is one payment, however often the request comes', async () => {
    const fixture = creditFixture();
    await fixture.give(2 * total);
    await fixture.place('order');
    const first = await fixture.pay('pay', 'order');
    const again = await fixture.pay('pay', 'order');
    const elsewhere = await creditFixture({ log: fixture.log, process: 1 }).pay('pay', 'order');
    assert.ok(first.ok && again.ok && elsewhere.ok);
    assert.deepEqual([again.repeated, elsewhere.repeated], [true, true]);
    await fixture.settleAll(3);
    assert.deepEqual(await payments(fixture), [['captured', total]]);
    assert.equal((await fixture.statement()).length, 2);
  });
});

describe('the store credit gateway', () => {
  const paid = async () => {
    const fixture = creditFixture();
    await fixture.give(3000);
    const { orderId } = await fixture.place('order');
    accepted(await fixture.pay('pay', 'order'));
    const known = {
      organizationId: 'demo',
      paymentId: `${orderId}.P1`,
      gatewayPaymentId: `${c1sAccount}/${orderId}.P1`,
      currency: 'USD',
    } as const;
    return { ...fixture, known, gateway: fixture.storeCredit };
  };
  const captured = { status: 'captured', captured: total } as const;

  it('answers how a payment stands from the ledger; there is nothing to capture or to give up', async () => {
    const { gateway, known, statement } = await paid();
    assert.deepEqual(await gateway.find(known), captured);
    assert.deepEqual(await gateway.cancel(known), { ok: true, standing: captured });
    assert.deepEqual(await gateway.capture(known, { captureId: commandIdOf('capture'), amount: 1 }), {
      ok: true,
      standing: captured,
    });
    assert.equal((await statement()).length, 2);
    const unknown = { ...known, paymentId: 'nope.P1', gatewayPaymentId: `${c1sAccount}/nope.P1` };
    assert.deepEqual(await gateway.find(unknown), { status: 'failed', reason: 'not_spent' });
  });

  it('gives back under our refund’s id, once, and no more than it took', async () => {
    const { gateway, known, statement } = await paid();
    const refund = (refundId: string, amount: number) => gateway.refund(known, { refundId, amount });
    const succeeded = { ok: true, standing: { status: 'succeeded' } };
    assert.deepEqual(await refund('r1', 2000), succeeded);
    assert.deepEqual(await refund('r1', 2000), succeeded);
    assert.deepEqual(await refund('r2', 751), {
      ok: false,
      reason: 'restoration_exceeds_redemption',
      message: 'give back at most what was spent and not given back yet',
    });
    assert.deepEqual((await statement()).slice(2), [['CreditRestored', 2000, 2250]]);
    assert.deepEqual(await gateway.find(known), captured);
  });

  it('is sent no webhooks, and is always there', async () => {
    const { gateway, ...fixture } = await paid();
    const nothing = { headers: {}, query: {}, body: new Uint8Array() };
    const receive = receivePaymentWebhook({ ...fixture, log: fixture.background });
    assert.equal(await receive('store_credit', nothing), 'unknown_sender');
    await gateway.ping();
  });
});
