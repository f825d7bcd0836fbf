import assert from 'node:assert/strict';
import type { CartEvent } from '../../../domain/cart/events.ts';
import type { OrderPlaced } from '../../../domain/order/events.ts';
import {
  deadlineChanges,
  deadlineEvents,
  dueCommand,
  type DeadlineEvent,
} from '../../../domain/processes/deadlines.ts';
import { cartEvents } from '../../../domain/cart/events.ts';
import { added, closedCarts, couponApplied, created, welcome } from '../cart/carts.ts';

const policy = { abandonedCartHours: 24 };
const at = '2026-11-23T15:05:00.000Z';
const dayLater = '2026-11-24T15:05:00.000Z';
const cart = { cartId: 'cart-1' };
const order = { orderId: 'order-1', at } as const;

const abandonment = { aggregate: 'cart', id: 'cart-1', kind: 'cart_abandonment' } as const;
const cartExpiry = { aggregate: 'cart', id: 'cart-1', kind: 'cart_expiry' } as const;
const reservationExpiry = { aggregate: 'order', id: 'order-1', kind: 'reservation_expiry' } as const;

const changes = (event: DeadlineEvent) => deadlineChanges(event, policy);

describe('deadlines', () => {
  it('listen to all that happens to a cart but news of its items, and to when an order begins, is binding or ends', () => {
    const news: readonly string[] = ['CartItemRepriced', 'CartItemAvailabilityChanged'];
    const moves = Object.keys(cartEvents).filter((type) => !news.includes(type));
    assert.deepEqual(deadlineEvents, [...moves, 'OrderPlaced', 'OrderConfirmed', 'OrderCancelled']);
  });

  it('set a cart’s expiry when it is created', () => {
    assert.deepEqual(changes(created), [{ ...cartExpiry, change: 'set', dueAt: '2026-12-23T15:00:00.000Z' }]);
  });

  it('set a cart’s abandonment whenever the shopper touches it', () => {
    const touches: readonly CartEvent[] = [
      { type: 'CartItemQuantityChanged', data: { ...cart, lineId: 'L1', quantity: 1, changedAt: at } },
      { type: 'CartItemRemoved', data: { ...cart, lineId: 'L1', removedAt: at } },
      { type: 'CartCouponRemoved', data: { ...cart, code: 'WELCOME', removedAt: at } },
      { type: 'CartMerged', data: { ...cart, fromCartId: 'cart-2', lines: [], mergedAt: at } },
      { type: 'CartAssigned', data: { ...cart, customerId: 'c1', assignedAt: at } },
      { type: 'CartRecovered', data: { ...cart, recoveredAt: at } },
    ];
    for (const touch of touches) {
      assert.deepEqual(changes(touch), [{ ...abandonment, change: 'set', dueAt: dayLater }], touch.type);
    }
    const set = (dueAt: string) => [{ ...abandonment, change: 'set', dueAt }];
    assert.deepEqual(changes(added('L1', 'mug')), set('2026-11-24T15:01:00.000Z'));
    assert.deepEqual(changes(couponApplied(welcome)), set('2026-11-24T15:02:00.000Z'));
  });

  it('clear a cart’s abandonment once it is abandoned: it can still expire', () => {
    assert.deepEqual(changes({ type: 'CartAbandoned', data: { ...cart, abandonedAt: at } }), [
      { ...abandonment, change: 'clear' },
    ]);
  });

  it('clear both when a cart is closed', () => {
    for (const history of Object.values(closedCarts())) {
      assert.deepEqual(changes(history.at(-1)!), [
        { ...abandonment, change: 'clear' },
        { ...cartExpiry, change: 'clear' },
      ]);
    }
  });

  it('set a reservation’s expiry when its order is placed, if there is one', () => {
    const placed = (reservationExpiresAt: string | null) =>
      changes({ type: 'OrderPlaced', data: { ...order, reservationExpiresAt } as OrderPlaced['data'] });
    assert.deepEqual(placed(dayLater), [{ ...reservationExpiry, change: 'set', dueAt: dayLater }]);
    assert.deepEqual(placed(null), []);
  });

  it('clear it when the order is confirmed or cancelled', () => {
    const cleared = [{ ...reservationExpiry, change: 'clear' }];
    const confirmed = { ...order, status: 'confirmed', reservationId: null } as const;
    const cancelled = { ...confirmed, status: 'cancelled', reason: 'r', cancelledBy: 'c1', approvedBy: null } as const;
    assert.deepEqual(changes({ type: 'OrderConfirmed', data: confirmed }), cleared);
    assert.deepEqual(changes({ type: 'OrderCancelled', data: cancelled }), cleared);
  });

  it('give a command each when they are due', () => {
    assert.deepEqual(dueCommand(reservationExpiry, policy, at), {
      aggregate: 'order',
      id: 'order-1',
      command: { type: 'ExpireReservation', at },
    });
    assert.deepEqual(dueCommand(abandonment, policy, at), {
      aggregate: 'cart',
      id: 'cart-1',
      command: { type: 'AbandonCart', idleHours: 24, at },
    });
    assert.deepEqual(dueCommand(cartExpiry, policy, at), {
      aggregate: 'cart',
      id: 'cart-1',
      command: { type: 'ExpireCart', at },
    });
  });
});
