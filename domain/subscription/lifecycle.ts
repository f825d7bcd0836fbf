import { accept, type Decision } from '../shared/decider.ts';
import type { CancelSubscription, PauseSubscription, ResumeSubscription } from './commands.ts';
import type { SubscriptionEvent } from './events.ts';
import { dateAfter, dateAt, datesUntil } from './schedule.ts';
import type { StartedSubscription } from './state.ts';

export const pauseSubscription = (
  { pausedBy, at }: PauseSubscription,
  { subscriptionId }: StartedSubscription,
): Decision<SubscriptionEvent> => accept({ type: 'SubscriptionPaused', data: { subscriptionId, pausedBy, at } });

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
  { subscriptionId }: StartedSubscription,
): Decision<SubscriptionEvent> =>
  accept({ type: 'SubscriptionCancelled', data: { subscriptionId, reason, cancelledBy, at } });

const firstDateFrom = (subscription: StartedSubscription, moment: string): string => {
  const last = dateAt(subscription, datesUntil(subscription, moment) - 1);
  return last === moment ? last : dateAfter(subscription, moment);
};
