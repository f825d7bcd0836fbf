import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, refused } from '../../support/engine-fixture.ts';
import { paymentBed, total, type PaymentBed } from '../../support/payment-fixture.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';

const cancel = async ({ engine, orderId }: PaymentBed) =>
  accepted(await engine.orders.cancel(contextFor('cancel'), orderId, { reason: 'no', approvedBy: null }));

const paidBed = async () => {
  const bed = await paymentBed();
  bed.gateway.atOnce = 'confirm';
  accepted(await bed.pay('pay'));
  const refund = (name: string, amount: number) =>
    bed.engine.orders.refund(contextFor(name), bed.orderId, { amount, method: 'original_payment', currency: 'USD' });
  const refunds = async () => (await bed.order()).refunds.map(({ amount, cause, status }) => [amount, cause, status]);
  return { ...bed, refund, refunds };
};

const timeOut = async (bed: PaymentBed): Promise<void> => {
  const command = { type: 'TimeOutPayments', timeoutMinutes: 60, at: bed.clock.advance(60) } as const;
  await bed.handlers.order.handle(bed.orderId, contextFor('time out'), command);
};

describe('giving a payment up', () => {
  for (const times of [1, 3]) {
    it(`is asked of its gateway, once, though the event comes ${times} times`, async () => {
      const bed = await paymentBed();
      accepted(await bed.pay('pay'));
      await cancel(bed);
      await bed.settleAll(times);
      assert.deepEqual(bed.ledger(), [
        ['create', total],
        ['void', total],
      ]);
      assert.equal((await bed.order()).payments[0]?.status, 'voided');
      assert.deepEqual(bed.types().slice(3), ['OrderCancelled', 'PaymentVoidRequested', 'PaymentVoided']);
    });
  }

  it('an authorised one of a dead order is given up, also if the promise came after its death', async () => {
    const early = await paymentBed();
    early.gateway.atOnce = 'confirm';
    accepted(await early.pay('pay', { capture: 'later' }));
    await cancel(early);
    await early.settleAll();
    const late = await paymentBed();
    accepted(await late.pay('pay', { capture: 'later' }));
    await cancel(late);
    late.gateway.confirm(late.paymentId);
    await late.deliver();
    await late.settleAll();
    for (const bed of [early, late]) {
      assert.deepEqual(bed.ledger(), [
        ['create', total],
        ['authorize', total],
        ['void', total],
      ]);
      const { status, payments } = await bed.order();
      assert.deepEqual([status, payments[0]?.status], ['cancelled', 'voided']);
    }
  });

  it('finds that the payer was faster: the money goes back once', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('pay'));
    await cancel(bed);
    bed.gateway.confirm(bed.paymentId);
    await bed.settleAll(2);
    await bed.deliver();
    await bed.settleAll(2);
    assert.deepEqual(bed.ledger(), [
      ['create', total],
      ['capture', total],
      ['refund', total],
    ]);
    const { status, refunds } = await bed.order();
    assert.equal(status, 'cancelled');
    assert.deepEqual(
      refunds.map(({ cause, amount, status: refund }) => [cause, amount, refund]),
      [['late_payment', total, 'succeeded']],
    );
  });

  it('needs no asking if its gateway never heard of it', async () => {
    const bed = await paymentBed();
    bed.gateway.outage = 'before';
    await assert.rejects(bed.pay('pay'), ServiceUnavailableError);
    await cancel(bed);
    await bed.settleAll();
    assert.equal((await bed.order()).payments[0]?.status, 'voided');
    assert.deepEqual(bed.ledger(), []);
  });

  it('reaches a payment that was on its way to the gateway meanwhile', async () => {
    const bed = await paymentBed();
    bed.gateway.breathe = async (moment) => {
      if (moment !== 'after create') return;
      await cancel(bed);
      await bed.settleAll();
      assert.equal((await bed.order()).payments[0]?.status, 'voided');
    };
    accepted(await bed.pay('pay'));
    await bed.settleAll();
    assert.deepEqual(bed.ledger(), [
      ['create', total],
      ['void', total],
    ]);
  });

  it('waits for a gateway that is away', async () => {
    for (const outage of ['before', 'after'] as const) {
      const bed = await paymentBed();
      accepted(await bed.pay('pay'));
      await cancel(bed);
      bed.gateway.outage = outage;
      await assert.rejects(bed.settleAll(), ServiceUnavailableError);
      bed.gateway.outage = 'none';
      await bed.settleAll();
      assert.deepEqual(bed.ledger().slice(1), [['void', total]]);
    }
  });

  it('of a gateway that is not configured any more is for a person to look at', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('pay'));
    await cancel(bed);
    const without = await paymentBed({ log: bed.log, gateway: new ScriptedGateway('other'), process: 1 });
    await assert.rejects(without.settleAll(), /configure the gateway scripted again/);
  });
});

describe('a payment that was silent for too long', () => {
  it('is given up', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('pay'));
    await timeOut(bed);
    await bed.settleAll(2);
    assert.deepEqual(bed.ledger(), [
      ['create', total],
      ['void', total],
    ]);
    const { status, payments } = await bed.order();
    assert.deepEqual([status, payments[0]?.status], ['payment_failed', 'failed']);
  });

  it('counts all the same if its payer was faster', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('pay'));
    bed.gateway.confirm(bed.paymentId);
    await timeOut(bed);
    await bed.settleAll(2);
    await bed.deliver();
    const { status, payments } = await bed.order();
    assert.deepEqual([status, payments[0]?.status, payments[0]?.captured], ['confirmed', 'captured', total]);
    assert.deepEqual(bed.ledger().slice(1), [['capture', total]]);
  });

  it('is left alone once another process heard that it succeeded', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('pay', { capture: 'later' }));
    await bed.settleAll();
    await timeOut(bed);
    const other = await paymentBed({ log: bed.log, gateway: bed.gateway, process: 1 });
    bed.gateway.confirm(bed.paymentId);
    await other.deliver();
    await bed.settleAll();
    assert.deepEqual(bed.ledger().slice(1), [['authorize', total]]);
    assert.equal((await bed.order()).status, 'confirmed');
  });

  it('leaves what the gateway itself called failed to the payer, who may try again there', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('pay'));
    bed.gateway.fail(bed.paymentId);
    await bed.deliver();
    await bed.settleAll();
    assert.deepEqual(bed.ledger(), [['create', total]]);
    bed.gateway.confirm(bed.paymentId);
    await bed.deliver();
    assert.equal((await bed.order()).status, 'confirmed');
  });
});

describe('paying back through a gateway', () => {
  it('is done once under the refund’s id, and recorded', async () => {
    for (const outage of ['none', 'before', 'after'] as const) {
      const bed = await paidBed();
      accepted(await bed.refund('back', 1000));
      bed.gateway.outage = outage;
      if (outage !== 'none') await assert.rejects(bed.settleAll(), ServiceUnavailableError);
      bed.gateway.outage = 'none';
      await bed.settleAll(2);
      assert.deepEqual(bed.ledger().slice(2), [['refund', 1000]]);
      assert.equal(bed.gateway.ledger.at(-1)?.key, contextFor('back').commandId);
      assert.deepEqual(await bed.refunds(), [[1000, 'goodwill', 'succeeded']]);
    }
  });

  it('lets one of two racing refunds win that are too much together', async () => {
    const bed = await paidBed();
    const [most, less] = [Math.ceil(total * 0.6), Math.floor(total * 0.4)];
    const outcomes = await Promise.all([bed.refund('one', most), bed.refund('two', most)]);
    assert.deepEqual(outcomes.map(({ ok }) => ok).sort(), [false, true]);
    assert.deepEqual(refused(outcomes.find(({ ok }) => !ok)!), { kind: 'rule', code: 'refund_exceeds_captured' });
    await bed.settleAll();
    assert.deepEqual(bed.ledger().slice(2), [['refund', most]]);
    accepted(await bed.refund('rest', less));
  });

  it('lets one of them win in two processes, too', async () => {
    const bed = await paidBed();
    const other = await paymentBed({ log: bed.log, gateway: bed.gateway, process: 1 });
    const refund = { amount: Math.ceil(total * 0.6), method: 'original_payment', currency: 'USD' } as const;
    const outcomes = await Promise.all([
      bed.engine.orders.refund(contextFor('one'), bed.orderId, refund),
      other.engine.orders.refund(contextFor('two'), bed.orderId, refund),
    ]);
    assert.deepEqual(outcomes.map(({ ok }) => ok).sort(), [false, true]);
    await Promise.all([bed.settleAll(), other.settleAll()]);
    assert.deepEqual(bed.ledger().slice(2), [['refund', refund.amount]]);
    assert.equal((await bed.order()).payments[0]?.refunded, refund.amount);
  });

  it('waits for the gateway’s report of a refund that takes its time', async () => {
    for (const [standing, expected] of [
      [{ status: 'succeeded' }, 'succeeded'],
      [{ status: 'failed', reason: 'account_closed' }, 'failed'],
    ] as const) {
      const bed = await paidBed();
      bed.gateway.refunds = { status: 'pending' };
      accepted(await bed.refund('back', 1000));
      await bed.settleAll();
      assert.deepEqual(await bed.refunds(), [[1000, 'goodwill', 'requested']]);
      const { commandId: refundId, organizationId } = contextFor('back');
      bed.gateway.send([{ about: 'refund', organizationId, paymentId: bed.paymentId, refundId, standing }]);
      await bed.deliver();
      assert.deepEqual(await bed.refunds(), [[1000, 'goodwill', expected]]);
    }
  });

  it('has failed if the gateway refuses, and may be asked for again', async () => {
    const bed = await paidBed();
    bed.gateway.refunds = { status: 'failed', reason: 'account_closed' };
    accepted(await bed.refund('back', total));
    await bed.settleAll();
    accepted(await bed.refund('again', total));
    await bed.settleAll();
    assert.deepEqual(await bed.refunds(), [
      [total, 'goodwill', 'failed'],
      [total, 'goodwill', 'failed'],
    ]);
  });

  it('asks nobody for what goes back otherwise', async () => {
    const bed = await paidBed();
    const refund = { amount: 1000, method: 'store_credit', currency: 'USD' } as const;
    accepted(await bed.engine.orders.refund(contextFor('credit'), bed.orderId, refund));
    await bed.settleAll();
    assert.deepEqual(bed.ledger().slice(2), []);
    assert.deepEqual(await bed.refunds(), [[1000, 'goodwill', 'succeeded']]);
  });
});
