import { subscriptionDecider } from '../../../domain/subscription/decider.ts';
import type { SubscriptionEvent } from '../../../domain/subscription/events.ts';
import { subscriptionActions, subscriptionMachine } from '../../../domain/subscription/transitions.ts';
import { describeStateMachine } from '../shared/describe-state-machine.ts';
import {
  after,
  cancel,
  card,
  changeMethod,
  noon,
  orderCancelled,
  orderPaid,
  orderPlaced,
  orderRefused,
  pause,
  paymentFailed,
  placeNext,
  resume,
  retry,
  skip,
  startMonthly,
} from './subscriptions.ts';

const [january, february, lastRetry] = [noon('2027-01-31'), noon('2027-02-28'), noon('2027-03-31')];

/**
 * The first order waits for its answer, is charged, could not be charged, is charged again; under a plan that pauses, or one
 * that cancels.
 */
const beginnings: readonly (readonly SubscriptionEvent[])[] = (['pause', 'cancel'] as const).flatMap((afterRetries) => {
  const placed = orderPlaced(1, january);
  const due = after([], { ...startMonthly, ...card }, placeNext(january));
  const charging = after(due, { ...placed, plan: { ...placed.plan, afterRetries } });
  const pastDue = after(charging, paymentFailed(1, january));
  return [due, charging, pastDue, after(pastDue, retry(noon('2027-02-01')))];
});

/** An earlier order, which its buyer is to pay, is open beside the one that is past due. */
const twoOrders = after(
  after([], startMonthly, placeNext(january), changeMethod(january, card)),
  placeNext(february),
  orderPlaced(2, february),
  paymentFailed(2, february),
);

const every = [
  ...beginnings,
  ...beginnings.map((history) => after(history, pause(january))),
  ...beginnings.map((history) => after(history, cancel(january))),
  twoOrders,
];

/** Every command, each as it would be sent for the first time. */
const commandsTo = (sequence: number, failedAt: string) => [
  placeNext(lastRetry),
  orderPlaced(sequence, february),
  orderRefused(sequence, february),
  orderPaid(sequence, february),
  orderCancelled(sequence, february),
  paymentFailed(sequence, failedAt, 'P9'),
  retry(lastRetry),
  changeMethod(february, { paymentMethod: 'paypal', paymentMethodId: 'vault_2' }),
  pause(february),
  resume(february),
  skip(february),
  cancel(february),
];

describeStateMachine({
  folder: 'subscription',
  noun: 'subscription',
  machine: subscriptionMachine,
  decider: subscriptionDecider,
  statusOf: (state) => (state.exists ? state.status : undefined),
  notFound: 'subscription_not_found',
  histories: () => ({
    active: beginnings[0]!,
    past_due: beginnings[2]!,
    paused: after(beginnings[0]!, pause(january)),
    cancelled: after(beginnings[0]!, cancel(january)),
  }),
  commands: () => commandsTo(1, january),
  examples: () =>
    every.flatMap((history) =>
      [1, 2].flatMap((sequence) =>
        [january, lastRetry].flatMap((at) => commandsTo(sequence, at).map((command) => [history, command] as const)),
      ),
    ),
  alreadyDone: {
    PlaceNextOrder: ['paused', 'cancelled'],
    RetrySubscriptionPayment: ['active', 'paused', 'cancelled'],
    PauseSubscription: ['paused'],
    ResumeSubscription: ['active'],
    CancelSubscription: ['cancelled'],
  },
  ends: ['cancelled'],
  actionsOf: (state) => (state.exists ? subscriptionActions(state.status) : []),
  actions: {
    active: ['change_payment_method', 'pause', 'skip', 'cancel'],
    past_due: ['change_payment_method', 'pause', 'skip', 'cancel'],
    paused: ['change_payment_method', 'resume', 'cancel'],
    cancelled: [],
  },
});
