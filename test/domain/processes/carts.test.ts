import assert from 'node:assert/strict';
import type { CartMergedAway } from '../../../domain/cart/events.ts';
import { checkout, merge } from '../../../domain/processes/carts.ts';
import { closedCarts, item, minute } from '../cart/carts.ts';
import { checkedOut, placing } from './orders-from-cart.ts';

describe('checkout process', () => {
  it('listens to checkouts alone', () => {
    assert.equal(checkout.name, 'checkout');
    assert.deepEqual(checkout.eventTypes, ['CartCheckedOut']);
  });

  it('places the order of a cart that was checked out, at its time', () => {
    const { quote, personal } = checkedOut().data;
    assert.deepEqual(checkout.react(checkedOut()), [
      {
        aggregate: 'order',
        id: 'cart-1',
        command: {
          type: 'PlaceOrder',
          orderId: 'cart-1',
          orderNumber: 'ORD-2026-000001',
          orderType: 'online',
          cartId: 'cart-1',
          customerId: null,
          quote,
          paymentMethod: 'cash',
          limits: { minimumAmount: 0, maximumLines: Infinity, restrictedVariants: [] },
          terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
          reservationExpiresAt: '2026-11-23T15:20:00.000Z',
          externalReference: null,
          personal,
          at: '2026-11-23T15:05:00.000Z',
        },
      },
    ]);
  });

  it('gives a command that the order accepts', () => {
    assert.deepEqual(
      placing().map((event) => event.type),
      ['OrderPlaced'],
    );
  });
});

describe('merge process', () => {
  it('listens to carts that were merged away alone', () => {
    assert.equal(merge.name, 'merge');
    assert.deepEqual(merge.eventTypes, ['CartMergedAway']);
  });

  it('brings the lines to the cart that they went to', () => {
    const mergedAway = closedCarts().merged.find((event): event is CartMergedAway => event.type === 'CartMergedAway')!;
    assert.deepEqual(merge.react(mergedAway), [
      {
        aggregate: 'cart',
        id: 'cart-2',
        command: {
          type: 'MergeCart',
          fromCartId: 'cart-1',
          lines: [{ lineId: 'L1', ...item('mug') }],
          at: minute(5),
        },
      },
    ]);
  });
});
