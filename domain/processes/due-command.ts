import type { Instant } from '../shared/message.ts';
import type { Deadline, Moment } from './deadline.ts';
import type { ProcessCommand } from './process.ts';

/** What is to be decided when a deadline is due. The decider judges by its own state whether it is so far. */
export const dueCommand = (
  { id, kind, waitMinutes }: Pick<Deadline & Moment, 'id' | 'kind' | 'waitMinutes'>,
  at: Instant,
): ProcessCommand => {
  switch (kind) {
    case 'reservation_expiry':
      return { aggregate: 'order', id, command: { type: 'ExpireReservation', at } };
    case 'payment_timeout':
      return { aggregate: 'order', id, command: { type: 'TimeOutPayments', timeoutMinutes: waitMinutes, at } };
    case 'return_window':
      return { aggregate: 'order', id, command: { type: 'CloseReturnWindow', at } };
    case 'cart_abandonment':
      return { aggregate: 'cart', id, command: { type: 'AbandonCart', idleHours: waitMinutes / 60, at } };
    case 'cart_expiry':
      return { aggregate: 'cart', id, command: { type: 'ExpireCart', at } };
    case 'subscription_order':
      return { aggregate: 'subscription', id, command: { type: 'PlaceNextOrder', at } };
    case 'subscription_retry':
      return { aggregate: 'subscription', id, command: { type: 'RetrySubscriptionPayment', at } };
    case 'quote_expiry':
      return { aggregate: 'quote', id, command: { type: 'ExpireSalesQuote', at } };
  }
};
