import type { Instant } from '../shared/message.ts';
import type { PersonalData } from '../shared/personal-data.ts';
import type { SubscriptionOrderGivenUp, SubscriptionPaymentDue } from './events.ts';
import type { Charge, StartedSubscription } from './state.ts';

/** Gives the charge of an order that has just become due: nothing was tried yet. */
export const newCharge = (orderId: string): Charge => ({
  orderId,
  attempt: 0,
  underWay: false,
  failedPayments: [],
  reason: null,
  nextRetryAt: null,
  plan: null,
});

/** Says whether an order that could not be charged is to be charged again later. */
export const awaitsRetry = (charge: Charge | null): charge is Charge & { readonly nextRetryAt: Instant } =>
  charge !== null && charge.nextRetryAt !== null;

/** Begins the next charge of an order, to this way to pay. */
export const paymentDue = (
  { subscriptionId, personal }: StartedSubscription,
  { orderId, attempt }: Charge,
  { paymentMethod, paymentMethodId }: Pick<SubscriptionPaymentDue['data'], 'paymentMethod' | 'paymentMethodId'>,
  at: Instant,
): SubscriptionPaymentDue => ({
  type: 'SubscriptionPaymentDue',
  data: {
    subscriptionId,
    orderId,
    attempt: attempt + 1,
    paymentMethod,
    paymentMethodId,
    personal: payerOf(personal),
    at,
  },
});

/** Gives an order up that is past due: it is not charged again. */
export const giveUp = (
  { subscriptionId }: StartedSubscription,
  { orderId }: Charge,
  cause: SubscriptionOrderGivenUp['data']['cause'],
  at: Instant,
): SubscriptionOrderGivenUp => ({ type: 'SubscriptionOrderGivenUp', data: { subscriptionId, orderId, cause, at } });

const payerOf = ({ email }: PersonalData): Pick<PersonalData, 'email'> => (email === undefined ? {} : { email });
