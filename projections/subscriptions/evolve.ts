import type { SubscriptionEvent, SubscriptionStarted } from '../../domain/subscription/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import { lastOrderAfter } from '../../domain/subscription/facts.ts';
import type { SubscriptionDocument } from './view.ts';

/** Gives the subscription after an event; undefined if none begins with it. */
export const evolveSubscription = (
  subscription: SubscriptionDocument | undefined,
  event: SubscriptionEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): SubscriptionDocument | undefined => {
  if (event.type === 'SubscriptionStarted') return started(event);
  return (
    subscription && {
      ...subscription,
      lastOrder: lastOrderAfter(subscription.lastOrder, event),
      ...changedDunning(subscription, event),
      ...changes(event),
      updatedAt: event.data.at,
      version,
    }
  );
};

/** Leaves addresses in the event. */
const started = ({ data }: SubscriptionStarted): SubscriptionDocument => ({
  subscriptionId: data.subscriptionId,
  status: 'active',
  version: 1,
  customerId: data.customerId,
  items: data.items,
  frozenPrices: data.frozenPrices ?? null,
  interval: data.interval,
  currency: data.currency,
  shippingMethod: data.shippingMethod,
  paymentMethod: data.paymentMethod,
  paymentMethodId: data.paymentMethodId ?? null,
  firstOrderAt: data.firstOrderAt,
  nextOrderAt: data.firstOrderAt,
  ordersCount: 0,
  lastOrder: null,
  dunning: null,
  startedAt: data.at,
  updatedAt: data.at,
});

type Change = Exclude<SubscriptionEvent, SubscriptionStarted>;

const changes = (event: Change): Partial<SubscriptionDocument> => {
  switch (event.type) {
    case 'SubscriptionOrderDue':
      return { nextOrderAt: event.data.nextOrderAt, ordersCount: event.data.sequence };
    case 'SubscriptionPaymentMethodChanged': {
      const { paymentMethod, paymentMethodId = null } = event.data;
      return { paymentMethod, paymentMethodId };
    }
    case 'SubscriptionOrdersSkipped':
      return { nextOrderAt: event.data.nextOrderAt };
    case 'SubscriptionPaused':
      return { status: 'paused' };
    case 'SubscriptionResumed':
      return { status: 'active', nextOrderAt: event.data.nextOrderAt };
    case 'SubscriptionCancelled':
      return { status: 'cancelled' };
    case 'SubscriptionOrderPlaced':
    case 'SubscriptionOrderRefused':
    case 'SubscriptionPaymentDue':
    case 'SubscriptionPaymentFailed':
    case 'SubscriptionOrderPaid':
    case 'SubscriptionOrderCancelled':
    case 'SubscriptionOrderGivenUp':
      return {};
  }
};

/** Gives what an event says of an order that could not be charged, and of the status that comes of it. */
const changedDunning = (
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
