import { noLimits } from '../shared/pricing/order-rules.ts';
import { commanding } from './reaction.ts';

/** A cart that was checked out becomes an order. It kept to the tenant's limits then: they are not judged twice. */
export const checkout = {
  name: 'checkout',
  ...commanding({
    CartCheckedOut: ({ data }) => [
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
  }),
};

/** What a guest had in their cart goes into the customer's. */
export const merge = {
  name: 'merge',
  ...commanding({
    CartMergedAway: ({ data: { cartId, intoCartId, lines, mergedAt } }) => [
      {
        aggregate: 'cart',
        id: intoCartId,
        command: { type: 'MergeCart', fromCartId: cartId, lines, at: mergedAt },
      },
    ],
  }),
};
