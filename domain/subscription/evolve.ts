import { newCharge } from './charge.ts';
import type {
  SubscriptionEvent,
  SubscriptionOrderDue,
  SubscriptionOrderPlaced,
  SubscriptionOrderRefused,
  SubscriptionPaymentDue,
  SubscriptionPaymentFailed,
  SubscriptionStarted,
} from './events.ts';
import { lastOrderAfter } from './facts.ts';
import type { StartedSubscription, SubscriptionState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: SubscriptionState, event: SubscriptionEvent): SubscriptionState => {
  if (event.type === 'SubscriptionStarted') return started(event);
  return state.exists
    ? { ...state, lastOrder: lastOrderAfter(state.lastOrder, event), ...changes(state, event) }
    : state;
};

const started = ({ data: { at: startedAt, ...facts } }: SubscriptionStarted): StartedSubscription => ({
  ...facts,
  frozenPrices: facts.frozenPrices ?? null,
  paymentMethodId: facts.paymentMethodId ?? null,
  exists: true,
  status: 'active',
  nextOrderAt: facts.firstOrderAt,
  ordersCount: 0,
  lastOrder: null,
  unanswered: [],
  unpaid: [],
  charge: null,
  startedAt,
});

const changes = (
  subscription: StartedSubscription,
  event: Exclude<SubscriptionEvent, SubscriptionStarted>,
): Partial<StartedSubscription> => {
  switch (event.type) {
    case 'SubscriptionOrderDue':
      return due(subscription, event);
    case 'SubscriptionOrderPlaced':
      return placed(subscription, event);
    case 'SubscriptionOrderRefused':
      return refused(subscription, event);
    case 'SubscriptionPaymentDue':
    case 'SubscriptionPaymentFailed':
      return charged(subscription, event);
    case 'SubscriptionOrderPaid':
    case 'SubscriptionOrderCancelled':
      return settled(subscription, event.data.orderId);
    case 'SubscriptionOrderGivenUp':
      return { charge: null };
    case 'SubscriptionPaymentMethodChanged':
      return { paymentMethod: event.data.paymentMethod, paymentMethodId: event.data.paymentMethodId ?? null };
    case 'SubscriptionOrdersSkipped':
      return { nextOrderAt: event.data.nextOrderAt };
    case 'SubscriptionPaused':
      return { status: 'paused' };
    case 'SubscriptionResumed':
      return { status: 'active', nextOrderAt: event.data.nextOrderAt };
    case 'SubscriptionCancelled':
      return { status: 'cancelled' };
  }
};

const due = (
  { unanswered, unpaid }: StartedSubscription,
  { data: { orderId, sequence, nextOrderAt, paymentMethodId } }: SubscriptionOrderDue,
): Partial<StartedSubscription> => ({
  nextOrderAt,
  ordersCount: sequence,
  unanswered: [...unanswered, orderId],
  unpaid: [...unpaid, orderId],
  ...(paymentMethodId !== undefined && { charge: newCharge(orderId) }),
});

const placed = (
  { unanswered, charge }: StartedSubscription,
  { data: { orderId, plan } }: SubscriptionOrderPlaced,
): Partial<StartedSubscription> => ({
  unanswered: without(unanswered, orderId),
  ...(plan !== undefined && charge?.orderId === orderId && { charge: { ...charge, plan } }),
});

const refused = (
  { unanswered, unpaid, charge }: StartedSubscription,
  { data: { orderId } }: SubscriptionOrderRefused,
): Partial<StartedSubscription> => ({
  unanswered: without(unanswered, orderId),
  unpaid: without(unpaid, orderId),
  charge: charge?.orderId === orderId ? null : charge,
});

const charged = (
  { status, charge }: StartedSubscription,
  event: SubscriptionPaymentDue | SubscriptionPaymentFailed,
): Partial<StartedSubscription> => {
  if (charge === null) return {};
  if (event.type === 'SubscriptionPaymentDue') {
    return { charge: { ...charge, attempt: event.data.attempt, underWay: true, nextRetryAt: null } };
  }
  const { paymentId, reason, nextRetryAt } = event.data;
  const failedPayments = paymentId === null ? charge.failedPayments : [...charge.failedPayments, paymentId];
  return {
    status: status === 'active' ? 'past_due' : status,
    charge: { ...charge, underWay: false, failedPayments, reason, nextRetryAt },
  };
};

/** Records that the order waits no longer for its money. */
const settled = ({ status, unpaid, charge }: StartedSubscription, orderId: string): Partial<StartedSubscription> => ({
  unpaid: without(unpaid, orderId),
  ...(charge?.orderId === orderId && { charge: null, status: status === 'past_due' ? 'active' : status }),
});

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((each) => each !== id);
