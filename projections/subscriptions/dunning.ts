import type { SubscriptionEvent } from '../../domain/subscription/events.ts';
import type { SubscriptionDocument } from './view.ts';

/** What an event says of an order that could not be charged, and of the status that comes of it. */
export const changedDunning = (
  { status, dunning }: SubscriptionDocument,
  event: SubscriptionEvent,
): Partial<Pick<SubscriptionDocument, 'status' | 'dunning'>> => {
  switch (event.type) {
    case 'SubscriptionPaymentFailed': {
      const { orderId, attempt, reason, nextRetryAt } = event.data;
      const failed = { orderId, attempt, reason, nextRetryAt };
      return { status: status === 'active' ? 'past_due' : status, dunning: failed };
    }
    case 'SubscriptionPaymentDue': {
      const { orderId, attempt } = event.data;
      return dunning?.orderId === orderId ? { dunning: { ...dunning, attempt, nextRetryAt: null } } : {};
    }
    case 'SubscriptionOrderGivenUp':
      return { dunning: null };
    case 'SubscriptionOrderPaid':
    case 'SubscriptionOrderCancelled':
      return dunning?.orderId === event.data.orderId
        ? { dunning: null, status: status === 'past_due' ? 'active' : status }
        : {};
    default:
      return {};
  }
};
