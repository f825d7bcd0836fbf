import type { CartCheckedOut } from '../cart/events.ts';
import { noLimits } from '../shared/pricing/order-rules.ts';
import type { Process } from './process.ts';

/** A cart that was checked out becomes an order. It kept to the tenant's limits then: they are not judged twice. */
export const checkoutProcess: Process<CartCheckedOut> = {
  name: 'checkout',
  subscribesTo: ['CartCheckedOut'],
  react: ({ data }) => [
    {
      aggregate: 'order',
      id: data.orderId,
      command: {
        type: 'PlaceOrder',
        orderId: data.orderId,
        orderNumber: data.orderNumber,
        orderType: 'online',
        cartId: data.cartId,
        customerId: data.customerId,
        quote: data.quote,
        paymentMethod: data.paymentMethod,
        limits: noLimits,
        terms: data.terms,
        reservationExpiresAt: data.reservationExpiresAt,
        externalReference: null,
        personal: data.personal,
        at: data.checkedOutAt,
      },
    },
  ],
};
