import { reject } from '../shared/decider.ts';
import type { StartSubscription, SubscriptionCommand } from './commands.ts';
import type { SubscriptionStatus } from './events.ts';

/** A command on a subscription that exists already. */
export type StartedSubscriptionCommand = Exclude<SubscriptionCommand, StartSubscription>;

interface Transition {
  /** Where the command is allowed, and where it may lead from there. */
  readonly arrows: Partial<Readonly<Record<SubscriptionStatus, readonly SubscriptionStatus[]>>>;
  /** The name that people know the command by; none: only processes send it. */
  readonly action?: string;
}

/** What became of an order that was due is recorded whatever became of the subscription. */
const anywhere = {
  active: ['active'],
  past_due: ['past_due'],
  paused: ['paused'],
  cancelled: ['cancelled'],
} as const;

/** An order that waits no longer for its money: the one that was past due, or an earlier one. */
const settled = { ...anywhere, past_due: ['active', 'past_due'] } as const;

const running = { active: ['active'], past_due: ['past_due'] } as const;

/**
 * The state machine of a subscription: the only place that says which command is allowed in which status and where it may
 * lead. Decider, tests, documentation and the API's allowed actions come from it.
 */
export const subscriptionTransitions: Readonly<Record<StartedSubscriptionCommand['type'], Transition>> = {
  PlaceNextOrder: { arrows: running },
  RecordSubscriptionOrderPlaced: { arrows: anywhere },
  RecordSubscriptionOrderRefused: { arrows: anywhere },
  RecordSubscriptionOrderPaid: { arrows: settled },
  RecordSubscriptionOrderCancelled: { arrows: settled },
  RecordSubscriptionPaymentFailed: {
    arrows: {
      ...anywhere,
      active: ['past_due', 'paused', 'cancelled'],
      past_due: ['past_due', 'paused', 'cancelled'],
    },
  },
  RetrySubscriptionPayment: { arrows: { past_due: ['past_due'] } },
  ChangeSubscriptionPaymentMethod: { action: 'change_payment_method', arrows: { ...running, paused: ['paused'] } },
  PauseSubscription: { action: 'pause', arrows: { active: ['paused'], past_due: ['paused'] } },
  ResumeSubscription: { action: 'resume', arrows: { paused: ['active'] } },
  SkipNextOrder: { action: 'skip', arrows: running },
  CancelSubscription: {
    action: 'cancel',
    arrows: { active: ['cancelled'], past_due: ['cancelled'], paused: ['cancelled'] },
  },
};

export const isAllowed = (command: StartedSubscriptionCommand['type'], status: SubscriptionStatus): boolean =>
  Object.hasOwn(subscriptionTransitions[command].arrows, status);

/** The refusal of a command that the status does not allow. */
export const invalidTransition = (command: StartedSubscriptionCommand['type'], status: SubscriptionStatus) => {
  const allowed = Object.keys(subscriptionTransitions[command].arrows);
  const message = `the subscription is ${status}; this is possible only when it is ${allowed.join(', ')}`;
  return reject('wrong_state', 'invalid_transition', message, { status, command, allowed_from: allowed });
};

/** What a person could do with a subscription in this status, by the API's names, in the order of the table. */
export const subscriptionActions = (status: SubscriptionStatus): readonly string[] =>
  Object.values(subscriptionTransitions).flatMap(({ action, arrows }) =>
    action !== undefined && Object.hasOwn(arrows, status) ? [action] : [],
  );
