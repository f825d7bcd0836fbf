import { z } from 'zod';
import { subtotalOf } from '../../domain/cart/lines.ts';
import type { CreatedCart } from '../../domain/cart/state.ts';
import { toWire } from '../../domain/shared/money.ts';
import { quantityToWire } from '../../domain/shared/quantity.ts';
import { currency, id, type Messages, money, quantity } from './message-parts.ts';

const head = z.object({
  cart_id: id,
  customer_id: id.nullable().describe('null: a guest'),
  items: z.array(
    z.object({ item_id: id, variant_id: id, sku: z.string(), product_name: z.string(), quantity, unit_price: money }),
  ),
  subtotal: money,
  currency,
});

/** Lists what is published of carts, by routing key. */
export const cartMessages = {
  'cart.abandoned': head.describe('Nobody touched it for long, and there is something in it'),
  'cart.recovered': head.describe('Its shopper has come back'),
};

export const carts: Messages<typeof cartMessages> = {
  'cart.abandoned': async (_data, about) => cartOf(await about.cart()),
  'cart.recovered': async (_data, about) => cartOf(await about.cart()),
};

const cartOf = ({ cartId, customerId, lines, currency }: CreatedCart) => ({
  cart_id: cartId,
  customer_id: customerId,
  items: lines.map((line) => ({
    item_id: line.lineId,
    variant_id: line.variantId,
    sku: line.sku,
    product_name: line.productName,
    quantity: quantityToWire(line.quantity),
    unit_price: toWire(line.unitPrice, currency),
  })),
  subtotal: toWire(subtotalOf(lines), currency),
  currency,
});
