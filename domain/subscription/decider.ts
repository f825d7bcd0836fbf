import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import type { SubscriptionCommand } from './commands.ts';
import type { SubscriptionEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { cancelSubscription, pauseSubscription, resumeSubscription } from './lifecycle.ts';
import { placeNextOrder, recordOrderPlaced, recordOrderRefused, skipNextOrder } from './orders.ts';
import {
  changePaymentMethod,
  recordOrderCancelled,
  recordOrderPaid,
  recordPaymentFailed,
  retryPayment,
} from './payments.ts';
import { isAlreadyDone } from './already-done.ts';
import { startSubscription } from './start.ts';
import { noSubscription, type StartedSubscription, type SubscriptionState } from './state.ts';
import { invalidTransition, isAllowed, type StartedSubscriptionCommand } from './transitions.ts';

const decide = (command: SubscriptionCommand, state: SubscriptionState): Decision<SubscriptionEvent> => {
  if (command.type === 'StartSubscription') return state.exists ? accept() : startSubscription(command);
  if (!state.exists) return reject('not_found', 'subscription_not_found', 'there is no such subscription');
  if (isAlreadyDone(command, state)) return accept();
  return isAllowed(command.type, state.status)
    ? decideStarted(command, state)
    : invalidTransition(command.type, state.status);
};

const decideStarted = (
  command: StartedSubscriptionCommand,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  switch (command.type) {
    case 'PlaceNextOrder':
      return placeNextOrder(command, subscription);
    case 'RecordSubscriptionOrderPlaced':
      return recordOrderPlaced(command, subscription);
    case 'RecordSubscriptionOrderRefused':
      return recordOrderRefused(command, subscription);
    case 'RecordSubscriptionOrderPaid':
      return recordOrderPaid(command, subscription);
    case 'RecordSubscriptionOrderCancelled':
      return recordOrderCancelled(command, subscription);
    case 'RecordSubscriptionPaymentFailed':
      return recordPaymentFailed(command, subscription);
    case 'RetrySubscriptionPayment':
      return retryPayment(command, subscription);
    case 'ChangeSubscriptionPaymentMethod':
      return changePaymentMethod(command, subscription);
    case 'PauseSubscription':
      return pauseSubscription(command, subscription);
    case 'ResumeSubscription':
      return resumeSubscription(command, subscription);
    case 'SkipNextOrder':
      return skipNextOrder(command, subscription);
    case 'CancelSubscription':
      return cancelSubscription(command, subscription);
  }
};

/** An order that comes again by the calendar, until somebody ends it. Rules: domain/subscription/README.md. */
export const subscriptionDecider: Decider<SubscriptionCommand, SubscriptionEvent, SubscriptionState> = {
  initial: noSubscription,
  decide,
  evolve,
};
