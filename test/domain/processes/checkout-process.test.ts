import assert from 'node:assert/strict';
import { checkoutProcess } from '../../../domain/processes/checkout-process.ts';
import { checkedOut, placing } from './orders-from-cart.ts';

describe('checkout process', () => {
  it('listens to checkouts alone', () => {
    assert.equal(checkoutProcess.name, 'checkout');
    assert.deepEqual(checkoutProcess.subscribesTo, ['CartCheckedOut']);
  });

  it('places the order of a cart that was checked out, at its time', () => {
    const { quote, personal } = checkedOut().data;
    assert.deepEqual(checkoutProcess.react(checkedOut()), [
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
