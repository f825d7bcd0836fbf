import { accept, reject, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import { awaitsRetry, giveUp, paymentDue } from './charge.ts';
import type {
  ChangeSubscriptionPaymentMethod,
  RecordSubscriptionOrderCancelled,
  RecordSubscriptionOrderPaid,
  RecordSubscriptionPaymentFailed,
  RetrySubscriptionPayment,
} from './commands.ts';
import type {
  RetryPlan,
  SubscriptionEvent,
  SubscriptionPaymentDue,
  SubscriptionPaymentMethodChanged,
} from './events.ts';
import { byItself, cancelled, paused } from './lifecycle.ts';
import type { Charge, StartedSubscription } from './state.ts';

/**
 * Charges again on the plan's next date, as long as the subscription runs. Dates that were slept through are over. After the
 * last one the order is given up, and the subscription with it as the plan says.
 */
export const recordPaymentFailed = (
  { orderId, paymentId, reason, at }: RecordSubscriptionPaymentFailed,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  const { subscriptionId, status } = subscription;
  const charge = failedCharge(subscription, orderId, paymentId);
  if (charge === undefined) return accept();
  const { attempt, plan } = charge;
  const runs = status === 'active' || status === 'past_due';
  const nextRetryAt = (runs ? plan.retryAt.find((moment) => moment > at) : undefined) ?? null;
  const failed: SubscriptionEvent = {
    type: 'SubscriptionPaymentFailed',
    data: { subscriptionId, orderId, attempt, paymentId, reason, nextRetryAt, at },
  };
  if (nextRetryAt !== null) return accept(failed);
  const over = giveUp(subscription, charge, 'payment_failed', at);
  if (!runs) return accept<SubscriptionEvent>(failed, over);
  const end =
    plan.afterRetries === 'pause'
      ? paused(subscription, byItself, at)
      : cancelled(subscription, 'payment_failed', byItself, at);
  return accept<SubscriptionEvent>(failed, over, end);
};

export const recordOrderPaid = (
  { orderId, at }: RecordSubscriptionOrderPaid,
  { subscriptionId }: StartedSubscription,
): Decision<SubscriptionEvent> => accept({ type: 'SubscriptionOrderPaid', data: { subscriptionId, orderId, at } });

export const recordOrderCancelled = (
  { orderId, reason, at }: RecordSubscriptionOrderCancelled,
  { subscriptionId }: StartedSubscription,
): Decision<SubscriptionEvent> =>
  accept({ type: 'SubscriptionOrderCancelled', data: { subscriptionId, orderId, reason, at } });

export const retryPayment = (
  { at }: RetrySubscriptionPayment,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => accept(...chargeAgain(subscription, subscription, at));

/** Charges what waits to be charged again at once. */
export const changePaymentMethod = (
  { paymentMethod, paymentMethodId, changedBy, at }: ChangeSubscriptionPaymentMethod,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  const { subscriptionId, charge } = subscription;
  if (paymentMethodId === undefined && charge !== null) {
    const message = 'an order is still to be charged: name a stored way to pay, or cancel the order first';
    return reject('rule', 'stored_payment_method_required', message, { order_id: charge.orderId });
  }
  const stored = paymentMethodId === undefined ? {} : { paymentMethodId };
  const changed: SubscriptionPaymentMethodChanged = {
    type: 'SubscriptionPaymentMethodChanged',
    data: { subscriptionId, paymentMethod, ...stored, changedBy, at },
  };
  const to = { paymentMethod, paymentMethodId: paymentMethodId ?? null };
  return accept<SubscriptionEvent>(changed, ...chargeAgain(subscription, to, at));
};

/** Gives the charge that a failure is about; undefined: there is none under way (the buyer's own try failed), or it is known. */
const failedCharge = (
  { charge }: StartedSubscription,
  orderId: string,
  paymentId: string | null,
): (Charge & { readonly plan: RetryPlan }) | undefined => {
  if (charge?.orderId !== orderId || !charge.underWay || charge.plan === null) return undefined;
  return paymentId !== null && charge.failedPayments.includes(paymentId) ? undefined : { ...charge, plan: charge.plan };
};

const chargeAgain = (
  subscription: StartedSubscription,
  { paymentMethod, paymentMethodId }: Pick<StartedSubscription, 'paymentMethod' | 'paymentMethodId'>,
  at: Instant,
): readonly SubscriptionPaymentDue[] =>
  awaitsRetry(subscription.charge) && paymentMethodId !== null
    ? [paymentDue(subscription, subscription.charge, { paymentMethod, paymentMethodId }, at)]
    : [];
