import { addMinutes } from '../shared/instant.ts';
import type { Instant } from '../shared/message.ts';

/** Part of the storage format of the timers. */
export type DeadlineKind =
  | 'reservation_expiry'
  | 'payment_timeout'
  | 'return_window'
  | 'cart_abandonment'
  | 'cart_expiry'
  | 'subscription_order'
  | 'subscription_retry'
  | 'quote_expiry';

/** What a moment is awaited for. An aggregate has at most one deadline of a kind. */
export interface Deadline {
  readonly aggregate: 'cart' | 'order' | 'quote' | 'subscription';
  readonly id: string;
  readonly kind: DeadlineKind;
}

/**
 * What an event does to a deadline. `set` replaces the moment, if there was one; `clear` forgets it. A deadline is
 * forgotten, too, once the command that it gives was decided, whatever came of it: the events of that answer come after.
 */
export type DeadlineChange =
  (Deadline & Moment & { readonly change: 'set' }) | (Deadline & { readonly change: 'clear' });

/** When a deadline is due. */
export interface Moment {
  readonly dueAt: Instant;
  /**
   * How long the tenant's policy had it wait when it was set: its command is judged by that, so that another policy moves
   * no timer that runs. 0 where the event itself names the moment.
   */
  readonly waitMinutes: number;
}

/** What the tenant decides about deadlines. */
export interface DeadlinePolicy {
  readonly abandonedCartHours: number;
  readonly paymentTimeoutMinutes: number;
}

export const clear = (deadline: Deadline): DeadlineChange => ({ ...deadline, change: 'clear' });

export const set = (deadline: Deadline, dueAt: Instant, waitMinutes = 0): DeadlineChange => ({
  ...deadline,
  change: 'set',
  dueAt,
  waitMinutes,
});

export const setIfEver = (deadline: Deadline, dueAt: Instant | null): readonly DeadlineChange[] =>
  dueAt === null ? [] : [set(deadline, dueAt)];

export const setAfter = (deadline: Deadline, since: Instant, waitMinutes: number): DeadlineChange =>
  set(deadline, addMinutes(since, waitMinutes), waitMinutes);
