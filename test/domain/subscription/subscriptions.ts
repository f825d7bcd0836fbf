import type { StartSubscription, SubscriptionCommand } from '../../../domain/subscription/commands.ts';
import { subscriptionDecider } from '../../../domain/subscription/decider.ts';
import type { SubscriptionEvent, SubscriptionStarted } from '../../../domain/subscription/events.ts';
import { retryPlan } from '../../../domain/subscription/order-terms.ts';
import type { SubscriptionPolicy } from '../../../domain/shared/policy.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(subscriptionDecider);

/** Noon of a day. */
export const noon = (date: string): string => `${date}T12:00:00.000Z`;

export const start = noon('2027-01-01');

export const standing: Pick<
  StartSubscription,
  'customerId' | 'items' | 'currency' | 'shippingMethod' | 'paymentMethod' | 'personal'
> = {
  customerId: 'c1',
  items: [{ variantId: 'v1', quantity: 2000 }],
  currency: 'USD',
  shippingMethod: 'standard',
  paymentMethod: 'cash',
  personal: { name: 'Ana', email: 'ana@example.com' },
};

export const subscriptionId = 'subscription-1';

/** Every month on its last day, from January on. */
export const startMonthly: StartSubscription = {
  type: 'StartSubscription',
  subscriptionId,
  ...standing,
  interval: { unit: 'month', count: 1 },
  firstOrderAt: noon('2027-01-31'),
  at: start,
};

/** Charged to a stored card. */
export const card = { paymentMethod: 'stripe', paymentMethodId: 'pm_1' } as const;

/** Tries again after 1, 3 and 5 days, and then pauses. */
export const plan: SubscriptionPolicy = { paymentDays: 3, retryDays: [1, 3, 5], afterRetries: 'pause' };

export const orderId = (sequence: number): string => `${subscriptionId}-O${sequence}`;

export const placeNext = (at: string) => ({ type: 'PlaceNextOrder', at }) as const;
export const orderPlaced = (sequence: number, at: string) =>
  ({
    type: 'RecordSubscriptionOrderPlaced',
    orderId: `${subscriptionId}-O${sequence}`,
    orderNumber: `ORD-2027-00000${sequence}`,
    plan: retryPlan(plan, at),
    at,
  }) as const;
export const orderRefused = (sequence: number, at: string) =>
  ({
    type: 'RecordSubscriptionOrderRefused',
    orderId: `${subscriptionId}-O${sequence}`,
    code: 'insufficient_stock',
    at,
  }) as const;
export const paymentFailed = (
  sequence: number,
  at: string,
  paymentId: string | null = 'P1',
  reason = 'card_declined',
) => ({ type: 'RecordSubscriptionPaymentFailed', orderId: orderId(sequence), paymentId, reason, at }) as const;
export const orderPaid = (sequence: number, at: string) =>
  ({ type: 'RecordSubscriptionOrderPaid', orderId: orderId(sequence), at }) as const;
export const orderCancelled = (sequence: number, at: string, reason = 'reservation_expired') =>
  ({ type: 'RecordSubscriptionOrderCancelled', orderId: orderId(sequence), reason, at }) as const;
export const retry = (at: string) => ({ type: 'RetrySubscriptionPayment', at }) as const;
export const changeMethod = (at: string, way: Pick<StartSubscription, 'paymentMethod' | 'paymentMethodId'>) =>
  ({ type: 'ChangeSubscriptionPaymentMethod', ...way, changedBy: 'c1', at }) as const;
export const pause = (at: string) => ({ type: 'PauseSubscription', pausedBy: 'c1', at }) as const;
export const resume = (at: string) => ({ type: 'ResumeSubscription', resumedBy: 'c1', at }) as const;
export const skip = (at: string) => ({ type: 'SkipNextOrder', at }) as const;
export const cancel = (at: string) =>
  ({ type: 'CancelSubscription', reason: 'too much coffee', cancelledBy: 'c1', at }) as const;

export const started: SubscriptionStarted = {
  type: 'SubscriptionStarted',
  data: {
    subscriptionId,
    ...standing,
    interval: startMonthly.interval,
    firstOrderAt: startMonthly.firstOrderAt,
    at: start,
  },
};

/** What it says that an order is due: its number, the date that it is for, the next one, and when it was noticed. */
export const due = (sequence: number, dueAt: string, nextOrderAt: string, at = dueAt): SubscriptionEvent => ({
  type: 'SubscriptionOrderDue',
  data: {
    subscriptionId,
    orderId: `${subscriptionId}-O${sequence}`,
    sequence,
    dueAt,
    nextOrderAt,
    ...standing,
    at,
  },
});

/** The events of commands that must all be accepted, one after the other. */
export const after = (
  history: readonly SubscriptionEvent[],
  ...commands: readonly SubscriptionCommand[]
): readonly SubscriptionEvent[] =>
  commands.reduce((events, command) => [...events, ...given(events).when(command).events()], history);
