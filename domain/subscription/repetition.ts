import type { StartedSubscription } from './state.ts';
import type { StartedSubscriptionCommand } from './transitions.ts';

/** Whether what the command asks for is so already, or not due: it is accepted without an event, whoever repeats it. */
export const isRepetition = (command: StartedSubscriptionCommand, subscription: StartedSubscription): boolean => {
  const { status, nextOrderAt, unanswered } = subscription;
  switch (command.type) {
    case 'PlaceNextOrder':
      return status !== 'active' || command.at < nextOrderAt;
    case 'RecordSubscriptionOrderPlaced':
    case 'RecordSubscriptionOrderRefused':
      return !unanswered.includes(command.orderId);
    case 'PauseSubscription':
      return status === 'paused';
    case 'ResumeSubscription':
      return status === 'active';
    case 'SkipNextOrder':
      return false;
    case 'CancelSubscription':
      return status === 'cancelled';
  }
};
