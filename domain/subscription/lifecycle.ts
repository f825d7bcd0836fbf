import { accept, reject, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import { isQuantity } from '../shared/quantity.ts';
import { giveUp } from './charge.ts';
import type { CancelSubscription, PauseSubscription, ResumeSubscription, StartSubscription } from './commands.ts';
import type { SubscriptionEvent, SubscriptionOrderGivenUp } from './events.ts';
import { dateAfter, dateAt, datesUntil, isInterval, maximumCount } from './schedule.ts';
import type { StartedSubscription } from './state.ts';

/** Names the one that ends what cannot be charged. Part of the storage format. */
export const byItself = 'process:subscriptions';

/** Starts; the first order may be due at once, but not before. */
export const startSubscription = (command: StartSubscription): Decision<SubscriptionEvent> => {
  const { items, interval, firstOrderAt, at } = command;
  if (items.length === 0) return reject('rule', 'empty_subscription', 'name at least one item');
  const invalid = items.find(({ quantity }) => !isQuantity(quantity));
  if (invalid !== undefined) {
    return reject('rule', 'invalid_quantity', 'a quantity is more than 0', { variant_id: invalid.variantId });
  }
  if (!isInterval(interval)) {
    return reject('rule', 'invalid_interval', `count 1 to ${maximumCount} whole days, weeks or months`, {
      maximum: maximumCount,
    });
  }
  if (firstOrderAt < at) {
    return reject('rule', 'first_order_in_the_past', 'let the first order be due now or later', {
      first_order_at: firstOrderAt,
    });
  }
  const { subscriptionId, customerId, frozenPrices, currency } = command;
  const { shippingMethod, paymentMethod, paymentMethodId, personal } = command;
  return accept({
    type: 'SubscriptionStarted',
    data: {
      subscriptionId,
      customerId,
      items,
      ...(frozenPrices !== undefined && { frozenPrices }),
      currency,
      shippingMethod,
      paymentMethod,
      ...(paymentMethodId !== undefined && { paymentMethodId }),
      personal,
      interval,
      firstOrderAt,
      at,
    },
  });
};

/** Pauses; what is past due is not charged to a buyer who pauses. */
export const pauseSubscription = (
  { pausedBy, at }: PauseSubscription,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> =>
  accept(...givenUpIfPastDue(subscription, 'subscription_paused', at), paused(subscription, pausedBy, at));

/** Goes on with the first date that is not over; what was skipped before the pause stays skipped. */
export const resumeSubscription = (
  { resumedBy, at }: ResumeSubscription,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  const { subscriptionId, nextOrderAt: next } = subscription;
  const nextOrderAt = next >= at ? next : firstDateFrom(subscription, at);
  return accept({ type: 'SubscriptionResumed', data: { subscriptionId, resumedBy, nextOrderAt, at } });
};

export const cancelSubscription = (
  { reason, cancelledBy, at }: CancelSubscription,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> =>
  accept(
    ...givenUpIfPastDue(subscription, 'subscription_cancelled', at),
    cancelled(subscription, reason, cancelledBy, at),
  );

export const paused = ({ subscriptionId }: StartedSubscription, pausedBy: string, at: Instant): SubscriptionEvent => ({
  type: 'SubscriptionPaused',
  data: { subscriptionId, pausedBy, at },
});

export const cancelled = (
  { subscriptionId }: StartedSubscription,
  reason: string,
  cancelledBy: string,
  at: Instant,
): SubscriptionEvent => ({ type: 'SubscriptionCancelled', data: { subscriptionId, reason, cancelledBy, at } });

const givenUpIfPastDue = (
  subscription: StartedSubscription,
  cause: SubscriptionOrderGivenUp['data']['cause'],
  at: Instant,
): readonly SubscriptionEvent[] =>
  subscription.status === 'past_due' && subscription.charge !== null
    ? [giveUp(subscription, subscription.charge, cause, at)]
    : [];

const firstDateFrom = (subscription: StartedSubscription, moment: string): string => {
  const last = dateAt(subscription, datesUntil(subscription, moment) - 1);
  return last === moment ? last : dateAfter(subscription, moment);
};
