import { addDays } from '../shared/instant.ts';
import type { Instant } from '../shared/message.ts';
import type { OrderTerms, SubscriptionPolicy } from '../shared/policy.ts';
import type { RetryPlan } from './events.ts';

const dayMinutes = 24 * 60;

/** Says how long the goods of an order are held for its money, and how often that may fail to come. */
export interface PaymentWindow {
  readonly reservationMinutes: number;
  readonly paymentRetryAttempts: number;
}

/**
 * Lets an order that is charged outlast its whole plan, a day for the last answer included: each charge may fail, and its buyer
 * may try as often as any buyer. One that its buyer pays is held for as long as the policy says.
 */
export const paymentWindowFor = (
  { paymentDays, retryDays }: SubscriptionPolicy,
  { paymentRetryAttempts }: OrderTerms,
  { charged }: { readonly charged: boolean },
): PaymentWindow =>
  charged
    ? {
        reservationMinutes: (lastOf(retryDays) + 1) * dayMinutes,
        paymentRetryAttempts: 1 + retryDays.length + paymentRetryAttempts,
      }
    : { reservationMinutes: paymentDays * dayMinutes, paymentRetryAttempts };

/** Says when an order that was placed at `placedAt`, and could not be charged, is charged again. */
export const retryPlan = ({ retryDays, afterRetries }: SubscriptionPolicy, placedAt: Instant): RetryPlan => ({
  retryAt: retryDays.map((days) => addDays(placedAt, days)),
  afterRetries,
});

const lastOf = (days: readonly number[]): number => days.at(-1) ?? 0;
