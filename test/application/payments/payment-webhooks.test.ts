import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { paymentFixture, total } from '../../support/payment-fixture.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';
import { accepted } from '../../support/test-engine.ts';

const startedFixture = async (others: readonly ScriptedGateway[] = []) => {
  const fixture = await paymentFixture({ others });
  accepted(await fixture.pay('pay'));
  const captured = fixture.gateway.report(fixture.paymentId, { status: 'captured', captured: total });
  return { ...fixture, captured };
};

describe('a payment webhook', () => {
  it('is refused unless a configured gateway signed it, and can be read', async () => {
    const { gateway, receive, captured, types } = await startedFixture();
    const delivery = gateway.send([captured]);
    assert.equal(await receive('nobody', delivery), 'unknown_sender');
    assert.equal(await receive('scripted', { ...delivery, headers: { signature: 'bad' } }), 'unverified');
    assert.equal(await receive('scripted', { ...delivery, body: Buffer.from('{') }), 'malformed');
    assert.equal(types().length, 3);
    assert.equal(await receive('scripted', delivery), 'accepted');
    assert.deepEqual(types().slice(3), ['PaymentCaptured', 'OrderConfirmed']);
  });

  it('is one however often it comes, stored with its command’s id by its gateway and its name', async () => {
    const { gateway, receive, captured, log, types } = await startedFixture();
    const twice = gateway.send([captured], 'evt_1');
    for (let time = 0; time < 3; time += 1) assert.equal(await receive('scripted', twice), 'accepted');
    assert.deepEqual(types().slice(3), ['PaymentCaptured', 'OrderConfirmed']);
    const { metadata } = log.all().at(-1)!;
    assert.deepEqual(metadata.actor, { subject: 'gateway:scripted', role: 'gateway' });
    assert.equal(metadata.command_id, '8a3bc14e-a45a-51f1-a7f6-7f7e7e3cfa81');
  });

  it('may report on several payments at once', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('one', { amount: 1000 }));
    accepted(await fixture.pay('two', { amount: total - 1000 }));
    const [one, two] = [`${fixture.orderId}.P1`, `${fixture.orderId}.P2`];
    fixture.gateway.send([
      fixture.gateway.report(one, { status: 'captured', captured: 1000 }),
      fixture.gateway.report(two, { status: 'captured', captured: total - 1000 }),
    ]);
    await fixture.deliver();
    assert.equal((await fixture.order()).status, 'confirmed');
  });

  it('about what is not ours, or another gateway’s, is logged and changes nothing', async () => {
    const second = new ScriptedGateway('second');
    const fixture = await startedFixture([second]);
    const refund = { about: 'refund', organizationId: 'demo', standing: { status: 'succeeded' } } as const;
    for (const [name, report, code] of [
      ['scripted', { ...fixture.captured, organizationId: 'other' }, 'order_not_found'],
      ['scripted', { ...fixture.captured, paymentId: 'nothing.P1' }, 'order_not_found'],
      ['scripted', { ...fixture.captured, paymentId: `${fixture.orderId}.P9` }, 'unknown_payment'],
      ['second', fixture.captured, 'foreign_payment'],
      ['scripted', { ...refund, paymentId: fixture.paymentId, refundId: 'R9' }, 'unknown_refund'],
      ['scripted', { ...refund, paymentId: 'nothing.P1', refundId: 'R9' }, 'order_not_found'],
    ] as const) {
      fixture.warnings.length = 0;
      assert.equal(await fixture.receive(name, fixture.gateway.send([report])), 'accepted');
      assert.deepEqual(
        fixture.warnings.map((warning) => [warning.gateway, warning.code]),
        [[name, code]],
      );
    }
    assert.equal(fixture.types().length, 3);
  });

  it('never lets one gateway report on the refunds of another', async () => {
    const second = new ScriptedGateway('second');
    const fixture = await startedFixture([second]);
    fixture.gateway.refunds = { status: 'pending' };
    await fixture.deliver([fixture.gateway.send([fixture.captured])]);
    const refund = { amount: 1000, method: 'original_payment', currency: 'USD' } as const;
    accepted(await fixture.engine.orders.refund(contextFor('back'), fixture.orderId, refund));
    const report = {
      about: 'refund',
      organizationId: 'demo',
      paymentId: fixture.paymentId,
      refundId: contextFor('back').commandId,
      standing: { status: 'succeeded' },
    } as const;
    await fixture.receive('second', second.send([report]));
    assert.equal((await fixture.order()).refunds[0]?.status, 'requested');
    await fixture.receive('scripted', fixture.gateway.send([report]));
    assert.equal((await fixture.order()).refunds[0]?.status, 'succeeded');
  });

  it('of a failure that is older than the money asks the gateway what is true', async () => {
    const fixture = await paymentFixture();
    accepted(await fixture.pay('pay', { capture: 'later' }));
    fixture.gateway.fail(fixture.paymentId);
    fixture.gateway.confirm(fixture.paymentId);
    const [failed, authorized] = fixture.gateway.outbox;
    await fixture.deliver([authorized!]);
    fixture.gateway.outage = 'before';
    await assert.rejects(fixture.deliver([failed!]), ServiceUnavailableError);
    fixture.gateway.outage = 'none';
    await fixture.deliver([failed!]);
    const { status, payments } = await fixture.order();
    assert.deepEqual([status, payments[0]?.status], ['confirmed', 'authorized']);
  });

  it('of an approval has the gateway take the money, as the payment wants it', async () => {
    for (const [capture, status] of [
      ['now', 'captured'],
      ['later', 'authorized'],
    ] as const) {
      const fixture = await paymentFixture();
      fixture.gateway.twoSteps = true;
      accepted(await fixture.pay('pay', { capture }));
      fixture.gateway.confirm(fixture.paymentId);
      const approvals = fixture.gateway.outbox.splice(0);
      await fixture.deliver([...approvals, ...approvals]);
      assert.equal((await fixture.order()).payments[0]?.status, status);
      await fixture.deliver();
      assert.equal((await fixture.order()).payments[0]?.status, status);
      assert.equal(fixture.ledger().length, 2);
    }
  });

  it('of an approval that nobody waits for any more takes nothing', async () => {
    const fixture = await paymentFixture();
    fixture.gateway.twoSteps = true;
    accepted(await fixture.pay('pay'));
    accepted(await fixture.engine.orders.cancel(contextFor('no'), fixture.orderId, { reason: 'no', approvedBy: null }));
    fixture.gateway.confirm(fixture.paymentId);
    await fixture.deliver();
    await fixture.settleAll();
    assert.deepEqual(fixture.ledger(), [
      ['create', total],
      ['void', total],
    ]);
  });

  it('of money for an order that died sends it back, once', async () => {
    const fixture = await startedFixture();
    accepted(await fixture.engine.orders.cancel(contextFor('no'), fixture.orderId, { reason: 'no', approvedBy: null }));
    fixture.gateway.confirm(fixture.paymentId);
    const late = fixture.gateway.outbox.splice(0);
    await fixture.deliver([...late, ...late, fixture.gateway.send([fixture.captured])]);
    await fixture.settleAll(3);
    assert.deepEqual(fixture.ledger(), [
      ['create', total],
      ['capture', total],
      ['refund', total],
    ]);
    const { status, payments } = await fixture.order();
    assert.deepEqual([status, payments[0]?.captured, payments[0]?.refunded], ['cancelled', total, total]);
  });
});
