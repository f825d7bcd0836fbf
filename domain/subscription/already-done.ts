import type { Instant } from '../shared/message.ts';
import { awaitsRetry } from './charge.ts';
import type { Charge, StartedSubscription } from './state.ts';
import { subscriptionMachine, type StartedSubscriptionCommand } from './transitions.ts';

/** Says whether what the command asks for is so already, or not due: it is accepted without an event, however often it is repeated. */
export const isAlreadyDone = (command: StartedSubscriptionCommand, subscription: StartedSubscription): boolean => {
  const { status, nextOrderAt, unanswered, unpaid, charge } = subscription;
  switch (command.type) {
    case 'PlaceNextOrder':
      return !subscriptionMachine.isAllowed(command.type, status) || command.at < nextOrderAt;
    case 'RecordSubscriptionOrderPlaced':
    case 'RecordSubscriptionOrderRefused':
      return !unanswered.includes(command.orderId);
    case 'RecordSubscriptionOrderPaid':
    case 'RecordSubscriptionOrderCancelled':
      return !unpaid.includes(command.orderId);
    case 'RecordSubscriptionPaymentFailed':
      // depends on the charge: see payments.ts
      return false;
    case 'RetrySubscriptionPayment':
      return !subscriptionMachine.isAllowed(command.type, status) || !isRetryDue(charge, command.at);
    case 'ChangeSubscriptionPaymentMethod':
      return (
        command.paymentMethod === subscription.paymentMethod &&
        (command.paymentMethodId ?? null) === subscription.paymentMethodId &&
        !awaitsRetry(charge)
      );
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

const isRetryDue = (charge: Charge | null, at: Instant): boolean => awaitsRetry(charge) && at >= charge.nextRetryAt;
