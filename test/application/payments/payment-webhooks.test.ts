import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted } from '../../support/engine-fixture.ts';
import { paymentBed, total } from '../../support/payment-fixture.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';

const startedBed = async (others: readonly ScriptedGateway[] = []) => {
  const bed = await paymentBed({ others });
  accepted(await bed.pay('pay'));
  const captured = bed.gateway.report(bed.paymentId, { status: 'captured', captured: total });
  return { ...bed, captured };
};

describe('a payment webhook', () => {
  it('is refused unless a configured gateway signed it, and can be read', async () => {
    const { gateway, receive, captured, types } = await startedBed();
    const delivery = gateway.send([captured]);
    assert.equal(await receive('nobody', delivery), 'unknown_sender');
    assert.equal(await receive('scripted', { ...delivery, headers: { signature: 'bad' } }), 'unverified');
    assert.equal(await receive('scripted', { ...delivery, body: Buffer.from('{') }), 'malformed');
    assert.equal(types().length, 3);
    assert.equal(await receive('scripted', delivery), 'accepted');
    assert.deepEqual(types().slice(3), ['PaymentCaptured', 'OrderConfirmed']);
  });

  it('is one however often it comes, stored with its command’s id by its gateway and its name', async () => {
    const { gateway, receive, captured, log, types } = await startedBed();
    const twice = gateway.send([captured], 'evt_1');
    for (let time = 0; time < 3; time += 1) assert.equal(await receive('scripted', twice), 'accepted');
    assert.deepEqual(types().slice(3), ['PaymentCaptured', 'OrderConfirmed']);
    const { metadata } = log.all().at(-1)!;
    assert.deepEqual(metadata.actor, { subject: 'gateway:scripted', role: 'gateway' });
    assert.equal(metadata.command_id, '8a3bc14e-a45a-51f1-a7f6-7f7e7e3cfa81');
  });

  it('may report on several payments at once', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('one', { amount: 1000 }));
    accepted(await bed.pay('two', { amount: total - 1000 }));
    const [one, two] = [`${bed.orderId}.P1`, `${bed.orderId}.P2`];
    bed.gateway.send([
      bed.gateway.report(one, { status: 'captured', captured: 1000 }),
      bed.gateway.report(two, { status: 'captured', captured: total - 1000 }),
    ]);
    await bed.deliver();
    assert.equal((await bed.order()).status, 'confirmed');
  });

  it('about what is not ours, or another gateway’s, is logged and changes nothing', async () => {
    const second = new ScriptedGateway('second');
    const bed = await startedBed([second]);
    const refund = { about: 'refund', organizationId: 'demo', standing: { status: 'succeeded' } } as const;
    for (const [name, report, code] of [
      ['scripted', { ...bed.captured, organizationId: 'other' }, 'order_not_found'],
      ['scripted', { ...bed.captured, paymentId: 'nothing.P1' }, 'order_not_found'],
      ['scripted', { ...bed.captured, paymentId: `${bed.orderId}.P9` }, 'unknown_payment'],
      ['second', bed.captured, 'foreign_payment'],
      ['scripted', { ...refund, paymentId: bed.paymentId, refundId: 'R9' }, 'unknown_refund'],
      ['scripted', { ...refund, paymentId: 'nothing.P1', refundId: 'R9' }, 'order_not_found'],
    ] as const) {
      bed.warnings.length = 0;
      assert.equal(await bed.receive(name, bed.gateway.send([report])), 'accepted');
      assert.deepEqual(
        bed.warnings.map((warning) => [warning.gateway, warning.code]),
        [[name, code]],
      );
    }
    assert.equal(bed.types().length, 3);
  });

  it('never lets one gateway report on the refunds of another', async () => {
    const second = new ScriptedGateway('second');
    const bed = await startedBed([second]);
    bed.gateway.refunds = { status: 'pending' };
    await bed.deliver([bed.gateway.send([bed.captured])]);
    const refund = { amount: 1000, method: 'original_payment', currency: 'USD' } as const;
    accepted(await bed.engine.orders.refund(contextFor('back'), bed.orderId, refund));
    const report = {
      about: 'refund',
      organizationId: 'demo',
      paymentId: bed.paymentId,
      refundId: contextFor('back').commandId,
      standing: { status: 'succeeded' },
    } as const;
    await bed.receive('second', second.send([report]));
    assert.equal((await bed.order()).refunds[0]?.status, 'requested');
    await bed.receive('scripted', bed.gateway.send([report]));
    assert.equal((await bed.order()).refunds[0]?.status, 'succeeded');
  });

  it('of a failure that is older than the money asks the gateway what is true', async () => {
    const bed = await paymentBed();
    accepted(await bed.pay('pay', { capture: 'later' }));
    bed.gateway.fail(bed.paymentId);
    bed.gateway.confirm(bed.paymentId);
    const [failed, authorized] = bed.gateway.outbox;
    await bed.deliver([authorized!]);
    bed.gateway.outage = 'before';
    await assert.rejects(bed.deliver([failed!]), ServiceUnavailableError);
    bed.gateway.outage = 'none';
    await bed.deliver([failed!]);
    const { status, payments } = await bed.order();
    assert.deepEqual([status, payments[0]?.status], ['confirmed', 'authorized']);
  });

  it('of an approval has the gateway take the money, as the payment wants it', async () => {
    for (const [capture, status] of [
      ['now', 'captured'],
      ['later', 'authorized'],
    ] as const) {
      const bed = await paymentBed();
      bed.gateway.twoSteps = true;
      accepted(await bed.pay('pay', { capture }));
      bed.gateway.confirm(bed.paymentId);
      const approvals = bed.gateway.outbox.splice(0);
      await bed.deliver([...approvals, ...approvals]);
      assert.equal((await bed.order()).payments[0]?.status, status);
      await bed.deliver();
      assert.equal((await bed.order()).payments[0]?.status, status);
      assert.equal(bed.ledger().length, 2);
    }
  });

  it('of an approval that nobody waits for any more takes nothing', async () => {
    const bed = await paymentBed();
    bed.gateway.twoSteps = true;
    accepted(await bed.pay('pay'));
    accepted(await bed.engine.orders.cancel(contextFor('no'), bed.orderId, { reason: 'no', approvedBy: null }));
    bed.gateway.confirm(bed.paymentId);
    await bed.deliver();
    await bed.settleAll();
    assert.deepEqual(bed.ledger(), [
      ['create', total],
      ['void', total],
    ]);
  });

  it('of money for an order that died sends it back, once', async () => {
    const bed = await startedBed();
    accepted(await bed.engine.orders.cancel(contextFor('no'), bed.orderId, { reason: 'no', approvedBy: null }));
    bed.gateway.confirm(bed.paymentId);
    const late = bed.gateway.outbox.splice(0);
    await bed.deliver([...late, ...late, bed.gateway.send([bed.captured])]);
    await bed.settleAll(3);
    assert.deepEqual(bed.ledger(), [
      ['create', total],
      ['capture', total],
      ['refund', total],
    ]);
    const { status, payments } = await bed.order();
    assert.deepEqual([status, payments[0]?.captured, payments[0]?.refunded], ['cancelled', total, total]);
  });
});
