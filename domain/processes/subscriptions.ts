import type { SubscriptionCommand } from '../subscription/commands.ts';
import { subscriptionOfOrder } from '../subscription/events.ts';
import { commanding, type ProcessCommand } from './reaction.ts';

/** What becomes of an order, and of the money for it, is recorded at the subscription that gave it. */
export const subscriptions = {
  name: 'subscription-orders',
  ...commanding({
    PaymentFailed: ({ data: { orderId, paymentId, reason, at } }) =>
      recorded({ type: 'RecordSubscriptionPaymentFailed', orderId, paymentId, reason, at }),
    PaymentVoided: ({ data: { orderId, paymentId, at } }) =>
      recorded({ type: 'RecordSubscriptionPaymentFailed', orderId, paymentId, reason: 'voided', at }),
    OrderConfirmed: ({ data: { orderId, at } }) => recorded({ type: 'RecordSubscriptionOrderPaid', orderId, at }),
    OrderCancelled: ({ data: { orderId, reason, at } }) =>
      recorded({ type: 'RecordSubscriptionOrderCancelled', orderId, reason, at }),
  }),
};

const recorded = (command: SubscriptionCommand & { readonly orderId: string }): readonly ProcessCommand[] => {
  const id = subscriptionOfOrder(command.orderId);
  return id === undefined ? [] : [{ aggregate: 'subscription', id, command }];
};
