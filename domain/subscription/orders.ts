import { accept, type Decision } from '../shared/decider.ts';
import type {
  PlaceNextOrder,
  RecordSubscriptionOrderPlaced,
  RecordSubscriptionOrderRefused,
  SkipNextOrder,
} from './commands.ts';
import { paymentDue } from './charge.ts';
import {
  type SubscriptionEvent,
  type SubscriptionOrderDue,
  type SubscriptionOrdersSkipped,
  subscriptionOrderId,
} from './events.ts';
import { dateAfter, dateAt, datesUntil } from './schedule.ts';
import type { StartedSubscription } from './state.ts';

/**
 * Places one order for the last date that has come; earlier ones that were slept through are skipped. None on top of one that is
 * still to be charged: a buyer who could not pay one parcel is not sent two.
 */
export const placeNextOrder = (
  { at }: PlaceNextOrder,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  const last = datesUntil(subscription, at) - 1;
  const [dueAt, nextOrderAt] = [dateAt(subscription, last), dateAt(subscription, last + 1)];
  const missed = last - numberOfNext(subscription);
  if (subscription.charge !== null) {
    const dates = missed + 1;
    return accept(skipped(subscription, { cause: 'unpaid', lastDate: dueAt, dates, nextOrderAt, at }));
  }
  const due = orderDue(subscription, { dueAt, nextOrderAt, at });
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

/** Charges it at once, if there is a way to. */
export const recordOrderPlaced = (
  { orderId, orderNumber, plan, at }: RecordSubscriptionOrderPlaced,
  subscription: StartedSubscription,
): Decision<SubscriptionEvent> => {
  const { subscriptionId, charge, paymentMethod, paymentMethodId } = subscription;
  const placed = { subscriptionId, orderId, orderNumber };
  if (charge?.orderId !== orderId || paymentMethodId === null) {
    return accept({ type: 'SubscriptionOrderPlaced', data: { ...placed, at } });
  }
  return accept<SubscriptionEvent>(
    { type: 'SubscriptionOrderPlaced', data: { ...placed, plan, at } },
    paymentDue(subscription, charge, { paymentMethod, paymentMethodId }, at),
  );
};

export const recordOrderRefused = (
  { orderId, code, at }: RecordSubscriptionOrderRefused,
  { subscriptionId }: StartedSubscription,
): Decision<SubscriptionEvent> =>
  accept({ type: 'SubscriptionOrderRefused', data: { subscriptionId, orderId, code, at } });

const orderDue = (
  subscription: StartedSubscription,
  dates: Pick<SubscriptionOrderDue['data'], 'dueAt' | 'nextOrderAt' | 'at'>,
): SubscriptionOrderDue => {
  const { subscriptionId, customerId, items, frozenPrices, currency } = subscription;
  const { shippingMethod, paymentMethod, paymentMethodId, personal } = subscription;
  const sequence = subscription.ordersCount + 1;
  const orderId = subscriptionOrderId(subscriptionId, sequence);
  return {
    type: 'SubscriptionOrderDue',
    data: {
      subscriptionId,
      orderId,
      sequence,
      dueAt: dates.dueAt,
      nextOrderAt: dates.nextOrderAt,
      customerId,
      items,
      ...(frozenPrices !== null && { frozenPrices }),
      currency,
      shippingMethod,
      paymentMethod,
      ...(paymentMethodId !== null && { paymentMethodId }),
      personal,
      at: dates.at,
    },
  };
};

/** Gives the number of `nextOrderAt` in the schedule. */
const numberOfNext = (subscription: StartedSubscription): number =>
  datesUntil(subscription, subscription.nextOrderAt) - 1;

const skipped = (
  { subscriptionId, nextOrderAt: firstDate }: StartedSubscription,
  facts: Omit<SubscriptionOrdersSkipped['data'], 'subscriptionId' | 'firstDate'>,
): SubscriptionOrdersSkipped => ({ type: 'SubscriptionOrdersSkipped', data: { subscriptionId, firstDate, ...facts } });
