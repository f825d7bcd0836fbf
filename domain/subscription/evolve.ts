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
import type { StartedSubscription, SubscriptionOrder, SubscriptionState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: SubscriptionState, event: SubscriptionEvent): SubscriptionState => {
  if (event.type === 'SubscriptionStarted') return started(event);
  return state.exists ? { ...state, ...changes(state, event) } : state;
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
      return settled(subscription, event.data.orderId, 'paid');
    case 'SubscriptionOrderCancelled':
      return settled(subscription, event.data.orderId, 'cancelled');
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
  { data: { orderId, sequence, dueAt, nextOrderAt, paymentMethodId } }: SubscriptionOrderDue,
): Partial<StartedSubscription> => ({
  nextOrderAt,
  ordersCount: sequence,
  lastOrder: { orderId, sequence, dueAt, status: 'due', orderNumber: null, refusalCode: null },
  unanswered: [...unanswered, orderId],
  unpaid: [...unpaid, orderId],
  ...(paymentMethodId !== undefined && { charge: newCharge(orderId) }),
});

/** Places it; the order may have been paid, or be over, before that is recorded. */
const placed = (
  subscription: StartedSubscription,
  { data: { orderId, orderNumber, plan } }: SubscriptionOrderPlaced,
): Partial<StartedSubscription> => {
  const { unanswered, charge, lastOrder } = subscription;
  const status = lastOrder?.status === 'due' ? 'placed' : lastOrder?.status;
  return {
    unanswered: without(unanswered, orderId),
    lastOrder: answered(lastOrder, orderId, { orderNumber, ...(status !== undefined && { status }) }),
    ...(plan !== undefined && charge?.orderId === orderId && { charge: { ...charge, plan } }),
  };
};

const refused = (
  { unanswered, unpaid, charge, lastOrder }: StartedSubscription,
  { data: { orderId, code } }: SubscriptionOrderRefused,
): Partial<StartedSubscription> => ({
  unanswered: without(unanswered, orderId),
  unpaid: without(unpaid, orderId),
  lastOrder: answered(lastOrder, orderId, { status: 'refused', refusalCode: code }),
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
const settled = (
  { status, unpaid, charge, lastOrder }: StartedSubscription,
  orderId: string,
  as: 'paid' | 'cancelled',
): Partial<StartedSubscription> => ({
  unpaid: without(unpaid, orderId),
  lastOrder: answered(lastOrder, orderId, { status: as }),
  ...(charge?.orderId === orderId && { charge: null, status: status === 'past_due' ? 'active' : status }),
});

/** Answers an order; after the next one became due it is not the last one's. */
const answered = (
  order: SubscriptionOrder | null,
  orderId: string,
  answer: Partial<SubscriptionOrder>,
): SubscriptionOrder | null => (order?.orderId === orderId ? { ...order, ...answer } : order);

const without = (ids: readonly string[], id: string): readonly string[] => ids.filter((each) => each !== id);
