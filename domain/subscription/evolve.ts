import type {
  SubscriptionEvent,
  SubscriptionOrderDue,
  SubscriptionOrderPlaced,
  SubscriptionOrderRefused,
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
  exists: true,
  status: 'active',
  nextOrderAt: facts.firstOrderAt,
  ordersCount: 0,
  lastOrder: null,
  unanswered: [],
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
      return answered(subscription, event, { status: 'placed', orderNumber: event.data.orderNumber });
    case 'SubscriptionOrderRefused':
      return answered(subscription, event, { status: 'refused', refusalCode: event.data.code });
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
  { unanswered }: StartedSubscription,
  { data: { orderId, sequence, dueAt, nextOrderAt } }: SubscriptionOrderDue,
): Partial<StartedSubscription> => ({
  nextOrderAt,
  ordersCount: sequence,
  lastOrder: { orderId, sequence, dueAt, status: 'due', orderNumber: null, refusalCode: null },
  unanswered: [...unanswered, orderId],
});

/** An answer may come after the next order became due: then it is not the last one's. */
const answered = (
  { lastOrder, unanswered }: StartedSubscription,
  { data: { orderId } }: SubscriptionOrderPlaced | SubscriptionOrderRefused,
  answer: Partial<SubscriptionOrder>,
): Partial<StartedSubscription> => ({
  unanswered: unanswered.filter((waiting) => waiting !== orderId),
  lastOrder: lastOrder?.orderId === orderId ? { ...lastOrder, ...answer } : lastOrder,
});
