import assert from 'node:assert/strict';
import type { OrderEvent } from '../../../domain/order/events.ts';
import type { EventsOf } from '../../../domain/processes/reaction.ts';
import { subscriptions } from '../../../domain/processes/subscriptions.ts';
import { subscriptionOfOrder, subscriptionOrderId } from '../../../domain/subscription/events.ts';

const at = '2027-01-31T12:00:00.000Z';
const orderId = subscriptionOrderId('s-1', 12);
const order = { orderId, status: 'payment_failed', at } as const;

type Heard = EventsOf<typeof subscriptions>;

const failed: Heard = { type: 'PaymentFailed', data: { ...order, paymentId: 'P1', reason: 'card_declined' } };
const voided: Heard = { type: 'PaymentVoided', data: { ...order, paymentId: 'P1' } };
const confirmed: Heard = { type: 'OrderConfirmed', data: { ...order, status: 'confirmed', reservationId: null } };
const cancelled: Heard = {
  type: 'OrderCancelled',
  data: { ...order, status: 'cancelled', reason: 'enough', cancelledBy: 'c1', approvedBy: null, reservationId: null },
};

describe('subscription process', () => {
  it('listens to what becomes of orders and of the money for them', () => {
    const heard: readonly OrderEvent['type'][] = subscriptions.eventTypes;
    assert.deepEqual(
      [subscriptions.name, heard],
      ['subscription-orders', ['PaymentFailed', 'PaymentVoided', 'OrderConfirmed', 'OrderCancelled']],
    );
  });

  it('tells the subscription that gave the order', () => {
    const told = (event: Heard) => subscriptions.react(event);
    const to = (command: object) => [{ aggregate: 'subscription', id: 's-1', command: { ...command, orderId, at } }];
    const failure = { type: 'RecordSubscriptionPaymentFailed', paymentId: 'P1' };
    assert.deepEqual(told(failed), to({ ...failure, reason: 'card_declined' }));
    assert.deepEqual(told(voided), to({ ...failure, reason: 'voided' }));
    assert.deepEqual(told(confirmed), to({ type: 'RecordSubscriptionOrderPaid' }));
    assert.deepEqual(told(cancelled), to({ type: 'RecordSubscriptionOrderCancelled', reason: 'enough' }));
  });

  it('leaves other orders alone', () => {
    assert.deepEqual(subscriptions.react({ ...failed, data: { ...failed.data, orderId: 'order-1' } }), []);
    assert.deepEqual([orderId, 'a-O1-O2', 'O1', '-O1', 'a-O', 'a-O1x'].map(subscriptionOfOrder), [
      's-1',
      'a-O1',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
