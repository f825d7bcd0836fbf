import type { CartCheckedOut } from '../cart/events.ts';
import type { OrderLimits } from '../shared/policy.ts';
import type { Process } from './process.ts';

/** Refuses nothing. The cart kept to the tenant's limits when it was checked out, and they are not judged twice. */
const unlimited: OrderLimits = { minimumAmount: 0, maximumLines: Infinity, restrictedVariants: [] };

/** A cart that was checked out becomes an order. */
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
        limits: unlimited,
        terms: data.terms,
        reservationExpiresAt: data.reservationExpiresAt,
        externalReference: null,
        personal: data.personal,
        at: data.checkedOutAt,
      },
    },
  ],
};
