import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { paymentFixture, total, type PaymentFixture } from '../../support/payment-fixture.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';
import { accepted, refused } from '../../support/test-engine.ts';

const cancel = async ({ engine, orderId }: PaymentFixture) =>
  accepted(await engine.orders.cancel(contextFor('cancel'), orderId, { reason: 'no', approvedBy: null }));

const paidFixture = async () => {
  const fixture = await paymentFixture();
  fixture.gateway.atOnce = 'confirm';
  accepted(await fixture.pay('pay'));
  const refund = (name: string, amount: number) =>
    fixture.engine.orders.refund(contextFor(name), fixture.orderId, {
      amount,
      method: 'original_payment',
      currency: 'USD',
    });
  const refunds = async () =>
    (await fixture.order()).refunds.map(({ amount, cause, status }) => [amount, cause, status]);
  return { ...fixture, refund, refunds };
};

const timeOut = async (fixture: PaymentFixture): Promise<void> => {
  const command = { type: 'TimeOutPayments', timeoutMinutes: 60, at: fixture.clock.advance(60) } as const;
  await fixture.handlers.order.handle(fixture.orderId, contextFor('time out'), command);
};

describe('giving a payment up', () => {
  for (const times of [1, 3]) {
    it(`is asked of its gateway, once, though the event comes ${times} times`, async () => {
      const fixture = await paymentFixture();
      accepted(await fixture.pay('pay'));
      await cancel(fixture);
      await fixture.settleAll(times);
      assert.deepEqual(fixture.ledger(), [
        ['create', total],
        ['void', total],
      ]);
      assert.equal((await fixture.order()).payments[0]?.status, 'voided');
      assert.deepEqual(fixture.types().slice(3), ['OrderCancelled', 'PaymentVoidRequested', 'PaymentVoided']);
    });
  }

  it('an authorised one of a dead order is given up, also if the promise came after its death', async () => {
    const early = await paymentFixture();
    early.gateway.atOnce = 'confirm';
    accepted(await early.pay('pay', { capture: 'later' }));
    await cancel(early);
    await early.settleAll();
    const late = await paymentFixture();
    accepted(await late.pay('pay', { capture: 'later' }));
    await cancel(late);
    late.gateway.confirm(late.paymentId);
    await late.deliver();
    await late.settleAll();
    for (const fixture of [early, late]) {
      assert.deepEqual(fixture.ledger(), [
        ['create', total],
        ['authorize', total],
        ['void', total],
      ]);
      const { status, payments } = await fixture.order();
      assert.deepEqual([status, payments[0]?.status], ['cancelled', 'voided']);
    }
  });

  it('finds that the payer was faster: the money goes back once', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('pay'));
    await cancel(fixture);
    fixture.gateway.confirm(fixture.paymentId);
    await fixture.settleAll(2);
    await fixture.deliver();
    await fixture.settleAll(2);
    assert.deepEqual(fixture.ledger(), [
      ['create', total],
      ['capture', total],
      ['refund', total],
    ]);
    const { status, refunds } = await fixture.order();
    assert.equal(status, 'cancelled');
    assert.deepEqual(
      refunds.map(({ cause, amount, status: refund }) => [cause, amount, refund]),
      [['late_payment', total, 'succeeded']],
    );
  });

  it('needs no asking if its gateway never heard of it', async () => {
    const fixture = await paymentFixture();
    fixture.gateway.outage = 'before';
    await assert.rejects(fixture.pay('pay'), ServiceUnavailableError);
    await cancel(fixture);
    await fixture.settleAll();
    assert.equal((await fixture.order()).payments[0]?.status, 'voided');
    assert.deepEqual(fixture.ledger(), []);
  });

  it('reaches a payment that was on its way to the gateway meanwhile', async () => {
    const fixture = await paymentFixture();
    fixture.gateway.breathe = async (moment) => {
      if (moment !== 'after create') return;
      await cancel(fixture);
      await fixture.settleAll();
      assert.equal((await fixture.order()).payments[0]?.status, 'voided');
    };
    accepted(await fixture.pay('pay'));
    await fixture.settleAll();
    assert.deepEqual(fixture.ledger(), [
      ['create', total],
      ['void', total],
    ]);
  });

  it('waits for a gateway that is away', async () => {
    for (const outage of ['before', 'after'] as const) {
      const fixture = await paymentFixture();
      accepted(await fixture.pay('pay'));
      await cancel(fixture);
      fixture.gateway.outage = outage;
      await assert.rejects(fixture.settleAll(), ServiceUnavailableError);
      fixture.gateway.outage = 'none';
      await fixture.settleAll();
      assert.deepEqual(fixture.ledger().slice(1), [['void', total]]);
    }
  });

  it('of a gateway that is not configured any more is for a person to look at', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('pay'));
    await cancel(fixture);
    const without = await paymentFixture({ log: fixture.log, gateway: new ScriptedGateway('other'), process: 1 });
    await assert.rejects(without.settleAll(), /configure the gateway scripted again/);
  });
});

describe('a payment that was silent for too long', () => {
  it('is given up', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('pay'));
    await timeOut(fixture);
    await fixture.settleAll(2);
    assert.deepEqual(fixture.ledger(), [
      ['create', total],
      ['void', total],
    ]);
    const { status, payments } = await fixture.order();
    assert.deepEqual([status, payments[0]?.status], ['payment_failed', 'failed']);
  });

  it('counts all the same if its payer was faster', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('pay'));
    fixture.gateway.confirm(fixture.paymentId);
    await timeOut(fixture);
    await fixture.settleAll(2);
    await fixture.deliver();
    const { status, payments } = await fixture.order();
    assert.deepEqual([status, payments[0]?.status, payments[0]?.captured], ['confirmed', 'captured', total]);
    assert.deepEqual(fixture.ledger().slice(1), [['capture', total]]);
  });

  it('is left alone once another process heard that it succeeded', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('pay', { capture: 'later' }));
    await fixture.settleAll();
    await timeOut(fixture);
    const other = await paymentFixture({ log: fixture.log, gateway: fixture.gateway, process: 1 });
    fixture.gateway.confirm(fixture.paymentId);
    await other.deliver();
    await fixture.settleAll();
    assert.deepEqual(fixture.ledger().slice(1), [['authorize', total]]);
    assert.equal((await fixture.order()).status, 'confirmed');
  });

  it('leaves what the gateway itself called failed to the payer, who may try again there', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('pay'));
    fixture.gateway.fail(fixture.paymentId);
    await fixture.deliver();
    await fixture.settleAll();
    assert.deepEqual(fixture.ledger(), [['create', total]]);
    fixture.gateway.confirm(fixture.paymentId);
    await fixture.deliver();
    assert.equal((await fixture.order()).status, 'confirmed');
  });
});

describe('paying back through a gateway', () => {
  it('is done once under the refund’s id, and recorded', async () => {
    for (const outage of ['none', 'before', 'after'] as const) {
      const fixture = await paidFixture();
      accepted(await fixture.refund('back', 1000));
      fixture.gateway.outage = outage;
      if (outage !== 'none') await assert.rejects(fixture.settleAll(), ServiceUnavailableError);
      fixture.gateway.outage = 'none';
      await fixture.settleAll(2);
      assert.deepEqual(fixture.ledger().slice(2), [['refund', 1000]]);
      assert.equal(fixture.gateway.ledger.at(-1)?.key, contextFor('back').commandId);
      assert.deepEqual(await fixture.refunds(), [[1000, 'goodwill', 'succeeded']]);
    }
  });

  it('lets one of two racing refunds win that are too much together', async () => {
    const fixture = await paidFixture();
    const [most, less] = [Math.ceil(total * 0.6), Math.floor(total * 0.4)];
    const outcomes = await Promise.all([fixture.refund('one', most), fixture.refund('two', most)]);
    assert.deepEqual(outcomes.map(({ ok }) => ok).sort(), [false, true]);
    assert.deepEqual(refused(outcomes.find(({ ok }) => !ok)!), { kind: 'rule', code: 'refund_exceeds_captured' });
    await fixture.settleAll();
    assert.deepEqual(fixture.ledger().slice(2), [['refund', most]]);
    accepted(await fixture.refund('rest', less));
  });

  it('lets one of them win in two processes, too', async () => {
    const fixture = await paidFixture();
    const other = await paymentFixture({ log: fixture.log, gateway: fixture.gateway, process: 1 });
    const refund = { amount: Math.ceil(total * 0.6), method: 'original_payment', currency: 'USD' } as const;
    const outcomes = await Promise.all([
      fixture.engine.orders.refund(contextFor('one'), fixture.orderId, refund),
      other.engine.orders.refund(contextFor('two'), fixture.orderId, refund),
    ]);
    assert.deepEqual(outcomes.map(({ ok }) => ok).sort(), [false, true]);
    await Promise.all([fixture.settleAll(), other.settleAll()]);
    assert.deepEqual(fixture.ledger().slice(2), [['refund', refund.amount]]);
    assert.equal((await fixture.order()).payments[0]?.refunded, refund.amount);
  });

  it('waits for the gateway’s report of a refund that takes its time', async () => {
    for (const [standing, expected] of [
      [{ status: 'succeeded' }, 'succeeded'],
      [{ status: 'failed', reason: 'account_closed' }, 'failed'],
    ] as const) {
      const fixture = await paidFixture();
      fixture.gateway.refunds = { status: 'pending' };
      accepted(await fixture.refund('back', 1000));
      await fixture.settleAll();
      assert.deepEqual(await fixture.refunds(), [[1000, 'goodwill', 'requested']]);
      const { commandId: refundId, organizationId } = contextFor('back');
      fixture.gateway.send([{ about: 'refund', organizationId, paymentId: fixture.paymentId, refundId, standing }]);
      await fixture.deliver();
      assert.deepEqual(await fixture.refunds(), [[1000, 'goodwill', expected]]);
    }
  });

  it('has failed if the gateway refuses, and may be asked for again', async () => {
    const fixture = await paidFixture();
    fixture.gateway.refunds = { status: 'failed', reason: 'account_closed' };
    accepted(await fixture.refund('back', total));
    await fixture.settleAll();
    accepted(await fixture.refund('again', total));
    await fixture.settleAll();
    assert.deepEqual(await fixture.refunds(), [
      [total, 'goodwill', 'failed'],
      [total, 'goodwill', 'failed'],
    ]);
  });

  it('asks nobody for what goes back otherwise', async () => {
    const fixture = await paidFixture();
    const refund = { amount: 1000, method: 'store_credit', currency: 'USD' } as const;
    accepted(await fixture.engine.orders.refund(contextFor('credit'), fixture.orderId, refund));
    await fixture.settleAll();
    assert.deepEqual(fixture.ledger().slice(2), []);
    assert.deepEqual(await fixture.refunds(), [[1000, 'goodwill', 'succeeded']]);
  });
});
