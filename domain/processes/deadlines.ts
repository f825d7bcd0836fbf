import type { CartEvent } from '../cart/events.ts';
import type { OrderCancelled, OrderConfirmed, OrderPlaced } from '../order/events.ts';
import { addHours } from '../shared/instant.ts';
import type { Instant } from '../shared/message.ts';
import type { ProcessCommand } from './process.ts';

/** Part of the storage format of the timers. */
export type DeadlineKind = 'reservation_expiry' | 'cart_abandonment' | 'cart_expiry';

/** What a moment is awaited for. An aggregate has at most one deadline of a kind. */
export interface Deadline {
  readonly aggregate: 'cart' | 'order';
  readonly id: string;
  readonly kind: DeadlineKind;
}

/**
 * What an event does to a deadline. `set` replaces the moment, if there was one; `clear` forgets it. A deadline is
 * forgotten, too, once the command that it gives was decided, whatever came of it: the events of that answer come after.
 */
export type DeadlineChange =
  (Deadline & { readonly change: 'set'; readonly dueAt: Instant }) | (Deadline & { readonly change: 'clear' });

/** What the tenant decides about deadlines. */
export interface DeadlinePolicy {
  readonly abandonedCartHours: number;
}

export type DeadlineEvent = CartEvent | OrderPlaced | OrderConfirmed | OrderCancelled;

/** Every event type that moves a deadline, and no other. */
export const deadlineEvents = [
  'CartCreated',
  'CartItemAdded',
  'CartItemQuantityChanged',
  'CartItemRemoved',
  'CartCouponApplied',
  'CartCouponRemoved',
  'CartMerged',
  'CartMergedAway',
  'CartAssigned',
  'CartAbandoned',
  'CartRecovered',
  'CartExpired',
  'CartCheckedOut',
  'OrderPlaced',
  'OrderConfirmed',
  'OrderCancelled',
] as const satisfies readonly DeadlineEvent['type'][];

/** What an event changes about its aggregate's deadlines. */
export const deadlineChanges = (event: DeadlineEvent, policy: DeadlinePolicy): readonly DeadlineChange[] => {
  switch (event.type) {
    case 'CartCreated':
      return [{ ...cartExpiry(event.data.cartId), change: 'set', dueAt: event.data.expiresAt }];
    case 'CartItemAdded':
      return touched(event.data.cartId, event.data.addedAt, policy);
    case 'CartItemQuantityChanged':
      return touched(event.data.cartId, event.data.changedAt, policy);
    case 'CartItemRemoved':
    case 'CartCouponRemoved':
      return touched(event.data.cartId, event.data.removedAt, policy);
    case 'CartCouponApplied':
      return touched(event.data.cartId, event.data.appliedAt, policy);
    case 'CartMerged':
      return touched(event.data.cartId, event.data.mergedAt, policy);
    case 'CartAssigned':
      return touched(event.data.cartId, event.data.assignedAt, policy);
    case 'CartRecovered':
      return touched(event.data.cartId, event.data.recoveredAt, policy);
    case 'CartAbandoned':
      return [{ ...cartAbandonment(event.data.cartId), change: 'clear' }];
    case 'CartMergedAway':
    case 'CartExpired':
    case 'CartCheckedOut':
      return [cartAbandonment, cartExpiry].map((deadline) => ({ ...deadline(event.data.cartId), change: 'clear' }));
    case 'OrderPlaced':
      return event.data.reservationExpiresAt === null
        ? []
        : [{ ...reservationExpiry(event.data.orderId), change: 'set', dueAt: event.data.reservationExpiresAt }];
    case 'OrderConfirmed':
    case 'OrderCancelled':
      return [{ ...reservationExpiry(event.data.orderId), change: 'clear' }];
  }
};

/** What is to be decided when a deadline is due. The decider judges by its own state whether it is so far. */
export const dueCommand = (
  { id, kind }: Pick<Deadline, 'id' | 'kind'>,
  policy: DeadlinePolicy,
  at: Instant,
): ProcessCommand => {
  switch (kind) {
    case 'reservation_expiry':
      return { aggregate: 'order', id, command: { type: 'ExpireReservation', at } };
    case 'cart_abandonment':
      return { aggregate: 'cart', id, command: { type: 'AbandonCart', idleHours: policy.abandonedCartHours, at } };
    case 'cart_expiry':
      return { aggregate: 'cart', id, command: { type: 'ExpireCart', at } };
  }
};

const cartAbandonment = (id: string): Deadline => ({ aggregate: 'cart', id, kind: 'cart_abandonment' });
const cartExpiry = (id: string): Deadline => ({ aggregate: 'cart', id, kind: 'cart_expiry' });
const reservationExpiry = (id: string): Deadline => ({ aggregate: 'order', id, kind: 'reservation_expiry' });

const touched = (cartId: string, at: Instant, { abandonedCartHours }: DeadlinePolicy): readonly DeadlineChange[] => [
  { ...cartAbandonment(cartId), change: 'set', dueAt: addHours(at, abandonedCartHours) },
];
