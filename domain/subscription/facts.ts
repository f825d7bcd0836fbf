import type { Instant } from '../shared/message.ts';
import type { AgreedPrices } from '../shared/pricing/price-quote.ts';
import type {
  StandingOrder,
  SubscriptionEvent,
  SubscriptionInterval,
  SubscriptionStarted,
  SubscriptionStatus,
} from './events.ts';

export const subscriptionOrderStatuses = ['due', 'placed', 'refused', 'paid', 'cancelled'] as const;

export type SubscriptionOrderStatus = (typeof subscriptionOrderStatuses)[number];

/** Holds an order of a subscription, as far as the subscription knows it. */
export interface SubscriptionOrder {
  readonly orderId: string;
  readonly sequence: number;
  readonly dueAt: Instant;
  readonly status: SubscriptionOrderStatus;
  readonly orderNumber: string | null;
  /** Says why it could not be placed. */
  readonly refusalCode: string | null;
}

/** Holds what the events say of a subscription: the aggregate decides by it, the read model shows it. */
export interface SubscriptionFacts extends Omit<StandingOrder, 'personal' | 'frozenPrices' | 'paymentMethodId'> {
  readonly subscriptionId: string;
  readonly status: SubscriptionStatus;
  /** Is null where each order is priced by its day. */
  readonly frozenPrices: AgreedPrices | null;
  /** Says what orders are charged to; null: their buyers pay. */
  readonly paymentMethodId: string | null;
  readonly interval: SubscriptionInterval;
  readonly firstOrderAt: Instant;
  /** Is the next date of the schedule; means something only while the subscription is active. */
  readonly nextOrderAt: Instant;
  /** Lists orders that became due so far: the last one's sequence. */
  readonly ordersCount: number;
  readonly lastOrder: SubscriptionOrder | null;
  readonly startedAt: Instant;
}

/** Gives the last order after an event. An answer to an earlier one, after the next became due, leaves it as it is. */
export const lastOrderAfter = (
  last: SubscriptionOrder | null,
  event: Exclude<SubscriptionEvent, SubscriptionStarted>,
): SubscriptionOrder | null => {
  if (event.type === 'SubscriptionOrderDue') {
    const { orderId, sequence, dueAt } = event.data;
    return { orderId, sequence, dueAt, status: 'due', orderNumber: null, refusalCode: null };
  }
  if (last === null || !('orderId' in event.data) || event.data.orderId !== last.orderId) return last;
  switch (event.type) {
    case 'SubscriptionOrderPlaced':
      // Its payment may have been recorded before.
      return { ...last, orderNumber: event.data.orderNumber, status: last.status === 'due' ? 'placed' : last.status };
    case 'SubscriptionOrderRefused':
      return { ...last, status: 'refused', refusalCode: event.data.code };
    case 'SubscriptionOrderPaid':
      return { ...last, status: 'paid' };
    case 'SubscriptionOrderCancelled':
      return { ...last, status: 'cancelled' };
    default:
      return last;
  }
};
