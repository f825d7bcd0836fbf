import assert from 'node:assert/strict';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { paymentFixture } from '../../support/payment-fixture.ts';
import { accepted, refused } from '../../support/test-engine.ts';

const returnId = commandIdOf('return');

/** An order that its gateway was paid for, and one of its two goods back. */
const received = async () => {
  const fixture = await paymentFixture();
  const { orders, fulfillment, returns } = fixture.engine;
  const { orderId } = fixture;
  fixture.gateway.atOnce = 'confirm';
  await fixture.pay('pay');
  await fixture.deliver();
  accepted(await fulfillment.assign(contextFor('assign'), orderId, { tasks: null }));
  accepted(await fulfillment.pick(contextFor('pick'), `${orderId}.F1`, { lines: null }));
  accepted(await fulfillment.pack(contextFor('pack'), `${orderId}.F1`, { lines: null }));
  const parcel = { carrier: 'local', service: null, trackingNumber: null, lines: null };
  accepted(await fulfillment.createShipment(contextFor('ship'), orderId, parcel));
  const dispatched = { trackingNumber: null, estimatedDelivery: null };
  accepted(await fulfillment.dispatch(contextFor('dispatch'), `${orderId}.S1`, dispatched));
  accepted(await fulfillment.deliver(contextFor('deliver'), `${orderId}.S1`));
  const items = [{ lineId: 'L1', quantity: 1000, reasonDetail: null }];
  const request = { reason: 'no', refundMethod: 'original_payment', items } as const;
  accepted(await orders.requestReturn(contextFor('return'), orderId, request));
  accepted(await returns.approve(contextFor('approve'), returnId));
  accepted(await returns.receive(contextFor('receive'), returnId, { items: null }));
  const refund = (name: string, refundMethod: 'cash' | 'exchange' | null = null) =>
    returns.refund(contextFor(name), returnId, { refundMethod });
  return { ...fixture, refund };
};

describe('refunding a return', () => {
  it('is refused while its money is on its way back, and promises nothing then', async () => {
    const fixture = await received();
    const { status, refundId } = accepted(await fixture.refund('first'));
    assert.deepEqual([status, refundId], ['refund_requested', commandIdOf('first')]);
    const events = await fixture.log.head();
    assert.deepEqual(refused(await fixture.refund('second')), { kind: 'rule', code: 'nothing_to_refund' });
    assert.equal(await fixture.log.head(), events);
    assert.deepEqual(
      accepted(await fixture.refund('first')).refundId,
      refundId,
      'the first one again is answered again',
    );
  });

  it('is refused in goods that nobody asked for', async () => {
    const fixture = await received();
    assert.deepEqual(refused(await fixture.refund('goods', 'exchange')), { kind: 'rule', code: 'no_exchange_agreed' });
  });

  it('of a return that is not there is not found', async () => {
    const fixture = await received();
    const none = await fixture.engine.returns.refund(contextFor('none'), 'none', { refundMethod: null });
    assert.deepEqual(refused(none), { kind: 'not_found', code: 'return_not_found' });
  });
});
