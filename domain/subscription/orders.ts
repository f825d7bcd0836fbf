import { accept, type Decision } from '../shared/decider.ts';
import type {
  PlaceNextOrder,
  RecordSubscriptionOrderPlaced,
  RecordSubscriptionOrderRefused,
  SkipNextOrder,
} from './commands.ts';
import type { SubscriptionEvent, SubscriptionOrdersSkipped } from './events.ts';
import { dateAfter, dateAt, datesUntil } from './schedule.ts';
import type { StartedSubscription } from './state.ts';

/** One order for the last date that has come; earlier ones that nobody was awake for are skipped. */
export const placeNextOrder = (
  { at }: PlaceNextOrder,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  const { subscriptionId, customerId, items, currency, shippingMethod, paymentMethod, personal } = subscription;
  const last = datesUntil(subscription, at) - 1;
  const dueAt = dateAt(subscription, last);
  const missed = last - numberOfNext(subscription);
  const sequence = subscription.ordersCount + 1;
  const due: SubscriptionEvent = {
    type: 'SubscriptionOrderDue',
    data: {
      subscriptionId,
      orderId: `${subscriptionId}-O${sequence}`,
      sequence,
      dueAt,
      nextOrderAt: dateAt(subscription, last + 1),
      customerId,
      items,
      currency,
      shippingMethod,
      paymentMethod,
      personal,
      at,
    },
  };
  if (missed === 0) return accept(due);
  const lastDate = dateAt(subscription, last - 1);
  const late = skipped(subscription, { cause: 'missed', lastDate, dates: missed, nextOrderAt: dueAt, at });
  return accept<SubscriptionEvent>(late, due);
};

export const skipNextOrder = (
  { at }: SkipNextOrder,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  const { nextOrderAt: lastDate } = subscription;
  const nextOrderAt = dateAfter(subscription, lastDate);
  return accept(skipped(subscription, { cause: 'requested', lastDate, dates: 1, nextOrderAt, at }));
};

export const recordOrderPlaced = (
  { orderId, orderNumber, at }: RecordSubscriptionOrderPlaced,
  { subscriptionId }: StartedSubscription,
): Decision<SubscriptionEvent> =>
  accept({ type: 'SubscriptionOrderPlaced', data: { subscriptionId, orderId, orderNumber, at } });

export const recordOrderRefused = (
  { orderId, code, at }: RecordSubscriptionOrderRefused,
  { subscriptionId }: StartedSubscription,
): Decision<SubscriptionEvent> =>
  accept({ type: 'SubscriptionOrderRefused', data: { subscriptionId, orderId, code, at } });

/** The number of `nextOrderAt` in the schedule. */
const numberOfNext = (subscription: StartedSubscription): number =>
  datesUntil(subscription, subscription.nextOrderAt) - 1;

const skipped = (
  { subscriptionId, nextOrderAt: firstDate }: StartedSubscription,
  facts: Omit<SubscriptionOrdersSkipped['data'], 'subscriptionId' | 'firstDate'>,
): SubscriptionOrdersSkipped => ({ type: 'SubscriptionOrdersSkipped', data: { subscriptionId, firstDate, ...facts } });
