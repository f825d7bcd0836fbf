import type { SubscriptionEvent, SubscriptionStarted } from '../../domain/subscription/events.ts';
import type { SubscriptionDocument, SubscriptionOrderView } from './view.ts';

/** The document of a new subscription. Its addresses stay in the event. */
export const startedSubscription = ({ data }: SubscriptionStarted): SubscriptionDocument => ({
  subscriptionId: data.subscriptionId,
  status: 'active',
  version: 1,
  customerId: data.customerId,
  items: data.items,
  interval: data.interval,
  currency: data.currency,
  shippingMethod: data.shippingMethod,
  paymentMethod: data.paymentMethod,
  firstOrderAt: data.firstOrderAt,
  nextOrderAt: data.firstOrderAt,
  ordersCount: 0,
  lastOrder: null,
  startedAt: data.at,
  updatedAt: data.at,
});

/** The document after any later event. */
export const changedSubscription = (
  subscription: SubscriptionDocument,
  event: Exclude<SubscriptionEvent, SubscriptionStarted>,
): SubscriptionDocument => ({ ...subscription, ...changes(subscription, event), updatedAt: event.data.at });

const changes = (
  { lastOrder }: SubscriptionDocument,
  event: Exclude<SubscriptionEvent, SubscriptionStarted>,
): Partial<SubscriptionDocument> => {
  switch (event.type) {
    case 'SubscriptionOrderDue': {
      const { orderId, sequence, dueAt, nextOrderAt } = event.data;
      const order = { orderId, sequence, dueAt, status: 'due', orderNumber: null, refusalCode: null } as const;
      return { nextOrderAt, ordersCount: sequence, lastOrder: order };
    }
    case 'SubscriptionOrderPlaced': {
      const { orderId, orderNumber } = event.data;
      return { lastOrder: answered(lastOrder, orderId, { status: 'placed', orderNumber }) };
    }
    case 'SubscriptionOrderRefused': {
      const { orderId, code } = event.data;
      return { lastOrder: answered(lastOrder, orderId, { status: 'refused', refusalCode: code }) };
    }
    case 'SubscriptionOrdersSkipped':
      return { nextOrderAt: event.data.nextOrderAt };
    case 'SubscriptionPaused':
      return { status: 'paused' };
    case 'SubscriptionResumed':
      return { status: 'active', nextOrderAt: event.data.nextOrderAt };
    case 'SubscriptionCancelled':
      return { status: 'cancelled' };
  }
};

/** An answer may come after the next order became due: then it is not the last one's. */
const answered = (
  order: SubscriptionOrderView | null,
  orderId: string,
  answer: Partial<SubscriptionOrderView>,
): SubscriptionOrderView | null => (order?.orderId === orderId ? { ...order, ...answer } : order);
