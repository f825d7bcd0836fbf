import type { OrderCancelled, OrderConfirmed, PaymentFailed, PaymentVoided } from '../order/events.ts';
import type { SubscriptionCommand } from '../subscription/commands.ts';
import { subscriptionOfOrder } from '../subscription/events.ts';
import type { Process } from './process.ts';

type SubscriptionOrderEvent = PaymentFailed | PaymentVoided | OrderConfirmed | OrderCancelled;

/** What becomes of an order, and of the money for it, is told to the subscription that gave it. */
export const subscriptionProcess: Process<SubscriptionOrderEvent> = {
  name: 'subscription-orders',
  subscribesTo: ['PaymentFailed', 'PaymentVoided', 'OrderConfirmed', 'OrderCancelled'],
  react: (event) => {
    const id = subscriptionOfOrder(event.data.orderId);
    return id === undefined ? [] : [{ aggregate: 'subscription', id, command: tell(event) }];
  },
};

const tell = ({ type, data }: SubscriptionOrderEvent): SubscriptionCommand => {
  const { orderId, at } = data;
  switch (type) {
    case 'PaymentFailed': {
      const { paymentId, reason } = data;
      return { type: 'RecordSubscriptionPaymentFailed', orderId, paymentId, reason, at };
    }
    case 'PaymentVoided': {
      const { paymentId } = data;
      return { type: 'RecordSubscriptionPaymentFailed', orderId, paymentId, reason: 'voided', at };
    }
    case 'OrderConfirmed':
      return { type: 'RecordSubscriptionOrderPaid', orderId, at };
    case 'OrderCancelled':
      return { type: 'RecordSubscriptionOrderCancelled', orderId, reason: data.reason, at };
  }
};
