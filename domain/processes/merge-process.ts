import type { CartMergedAway } from '../cart/events.ts';
import type { Process } from './process.ts';

/** What a guest had in their cart goes into the customer's. */
export const mergeProcess: Process<CartMergedAway> = {
  name: 'merge',
  subscribesTo: ['CartMergedAway'],
  react: ({ data: { cartId, intoCartId, lines, mergedAt } }) => [
    {
      aggregate: 'cart',
      id: intoCartId,
      command: { type: 'MergeCart', fromCartId: cartId, lines, at: mergedAt },
    },
  ],
};
