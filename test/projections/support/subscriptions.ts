import type { SubscriptionEvent, SubscriptionStarted } from '../../../domain/subscription/events.ts';

export const startedAt = '2027-01-01T12:00:00.000Z';
export const january = '2027-01-31T12:00:00.000Z';
export const february = '2027-02-28T12:00:00.000Z';
export const march = '2027-03-31T12:00:00.000Z';

export const standing = {
  customerId: 'customer-1',
  items: [{ variantId: 'v1', quantity: 2000 }],
  currency: 'GBP',
  shippingMethod: 'standard',
  paymentMethod: 'cash',
} as const;

export const interval = { unit: 'month', count: 1 } as const;

export const started = (
  subscriptionId: string,
  changes: Partial<SubscriptionStarted['data']> = {},
): SubscriptionEvent => ({
  type: 'SubscriptionStarted',
  data: {
    subscriptionId,
    ...standing,
    interval,
    firstOrderAt: january,
    personal: { name: 'Ada' },
    at: startedAt,
    ...changes,
  },
});

export const due = (
  subscriptionId: string,
  sequence: number,
  dueAt: string,
  nextOrderAt: string,
): SubscriptionEvent => ({
  type: 'SubscriptionOrderDue',
  data: {
    subscriptionId,
    ...standing,
    personal: { name: 'Ada' },
    orderId: `${subscriptionId}-O${sequence}`,
    sequence,
    dueAt,
    nextOrderAt,
    at: dueAt,
  },
});

export const placed = (subscriptionId: string, sequence: number, at: string): SubscriptionEvent => ({
  type: 'SubscriptionOrderPlaced',
  data: { subscriptionId, orderId: `${subscriptionId}-O${sequence}`, orderNumber: `ORD-2027-00000${sequence}`, at },
});

/** A subscription as far as its second order. */
export const subscriptionEvents = (subscriptionId: string): readonly SubscriptionEvent[] => [
  started(subscriptionId),
  due(subscriptionId, 1, january, february),
  placed(subscriptionId, 1, january),
  due(subscriptionId, 2, february, march),
];
