import { leads, stateMachine, stays, type TransitionTable } from '../shared/state-machine.ts';
import type { StartSubscription, SubscriptionCommand } from './commands.ts';
import { subscriptionStatuses, type SubscriptionStatus } from './events.ts';

/** Acts on a subscription that exists already. */
export type StartedSubscriptionCommand = Exclude<SubscriptionCommand, StartSubscription>;

/** Records what became of an order that was due, whatever became of the subscription. */
const anywhere = stays<SubscriptionStatus>(...subscriptionStatuses);

/** Records that an order waits no longer for its money: the one that was past due, or an earlier one. */
const settled = { ...anywhere, ...leads<SubscriptionStatus>(['past_due'], 'active', 'past_due') };

const running = stays<SubscriptionStatus>('active', 'past_due');

/**
 * Says which command is allowed in which status and where it may lead, in this one place. Decider, tests, documentation and the
 * API's allowed actions come from it.
 */
const table: TransitionTable<StartedSubscriptionCommand['type'], SubscriptionStatus> = {
  PlaceNextOrder: { arrows: running },
  RecordSubscriptionOrderPlaced: { arrows: anywhere },
  RecordSubscriptionOrderRefused: { arrows: anywhere },
  RecordSubscriptionOrderPaid: { arrows: settled },
  RecordSubscriptionOrderCancelled: { arrows: settled },
  RecordSubscriptionPaymentFailed: {
    arrows: { ...anywhere, ...leads(['active', 'past_due'], 'past_due', 'paused', 'cancelled') },
  },
  RetrySubscriptionPayment: { arrows: stays('past_due') },
  ChangeSubscriptionPaymentMethod: { action: 'change_payment_method', arrows: stays('active', 'past_due', 'paused') },
  PauseSubscription: { action: 'pause', arrows: leads(['active', 'past_due'], 'paused') },
  ResumeSubscription: { action: 'resume', arrows: { paused: ['active'] } },
  SkipNextOrder: { action: 'skip', arrows: running },
  CancelSubscription: { action: 'cancel', arrows: leads(['active', 'past_due', 'paused'], 'cancelled') },
};

export const subscriptionMachine = stateMachine('subscription', subscriptionStatuses, table);

/** Lists what a person could do with a subscription in this status, by the API's names. */
export const subscriptionActions = (status: SubscriptionStatus): readonly string[] =>
  subscriptionMachine.allowedActions(status, undefined);
