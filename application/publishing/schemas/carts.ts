import { z } from 'zod';
import { currency, id, money, quantity } from './parts.ts';

const head = z.object({
  cart_id: id,
  customer_id: id.nullable().describe('null: a guest'),
  items: z.array(
    z.object({ item_id: id, variant_id: id, sku: z.string(), product_name: z.string(), quantity, unit_price: money }),
  ),
  subtotal: money,
  currency,
});

/** What is told of carts, by routing key. */
export const cartMessages = {
  'cart.abandoned': head.describe('Nobody touched it for long, and there is something in it'),
  'cart.recovered': head.describe('Its shopper has come back'),
};
