import { subtotalOf } from '../../../domain/cart/lines.ts';
import type { CreatedCart } from '../../../domain/cart/state.ts';
import { toWire } from '../../../domain/shared/money.ts';
import { quantityToWire } from '../../../domain/shared/quantity.ts';
import type { cartMessages } from '../schemas/carts.ts';
import type { Messages } from './parts.ts';

export const carts: Messages<keyof typeof cartMessages> = {
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
