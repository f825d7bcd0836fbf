import { accept, decideBy, reject, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import { isAlreadyDone } from './already-done.ts';
import type { SubscriptionCommand } from './commands.ts';
import type { SubscriptionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { cancelSubscription, pauseSubscription, resumeSubscription, startSubscription } from './lifecycle.ts';
import { placeNextOrder, recordOrderPlaced, recordOrderRefused, skipNextOrder } from './orders.ts';
import {
  changePaymentMethod,
  recordOrderCancelled,
  recordOrderPaid,
  recordPaymentFailed,
  retryPayment,
} from './payments.ts';
import { noSubscription, type StartedSubscription, type SubscriptionState } from './state.ts';
import { subscriptionMachine, type StartedSubscriptionCommand } from './transitions.ts';

/** Decides in four steps: does the subscription exist, is it already so, does the status allow it, its own rules. */
const decide = (command: SubscriptionCommand, state: SubscriptionState): Decision<SubscriptionEvent> => {
  if (command.type === 'StartSubscription') return state.exists ? accept() : startSubscription(command);
  if (!state.exists) return reject('not_found', 'subscription_not_found', 'there is no such subscription');
  if (isAlreadyDone(command, state)) return accept();
  const { status } = state;
  if (!subscriptionMachine.isAllowed(command.type, status)) return subscriptionMachine.refusal(command.type, status);
  return decideBy(handlers, command, state);
};

const handlers: Handlers<StartedSubscriptionCommand, StartedSubscription, SubscriptionEvent> = {
  PlaceNextOrder: placeNextOrder,
  RecordSubscriptionOrderPlaced: recordOrderPlaced,
  RecordSubscriptionOrderRefused: recordOrderRefused,
  RecordSubscriptionOrderPaid: recordOrderPaid,
  RecordSubscriptionOrderCancelled: recordOrderCancelled,
  RecordSubscriptionPaymentFailed: recordPaymentFailed,
  RetrySubscriptionPayment: retryPayment,
  ChangeSubscriptionPaymentMethod: changePaymentMethod,
  PauseSubscription: pauseSubscription,
  ResumeSubscription: resumeSubscription,
  SkipNextOrder: skipNextOrder,
  CancelSubscription: cancelSubscription,
};

/** Decides about an order that comes again by the calendar, until it is ended. Rules: domain/subscription/README.md. */
export const subscriptionDecider: Decider<SubscriptionCommand, SubscriptionEvent, SubscriptionState> = {
  initial: noSubscription,
  decide,
  evolve,
};
