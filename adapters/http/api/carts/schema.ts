import { z } from 'zod';
import { cartStatuses } from '../../../../domain/cart/state.ts';
import { currency, foreignId, id, quantity, text } from '../shared/fields.ts';

export const cartParams = z.strictObject({ cart_id: id });
export const itemParams = z.strictObject({ cart_id: id, item_id: id });
export const couponParams = z.strictObject({ cart_id: id, code: text(50) });

export const newCart = z.strictObject({ customer_id: foreignId.exactOptional(), currency: currency.exactOptional() });
export const newItem = z.strictObject({ variant_id: foreignId, quantity });
export const changedItem = z.strictObject({ quantity });
export const coupon = z.strictObject({ code: text(50) });
export const merge = z.strictObject({ from_cart_id: id });
export const recovery = z.strictObject({ token: z.string().regex(/^[\w.:-]{1,300}$/, 'must be a recovery token') });

const money = z.number();

/** Describes a cart as it is shown: what it would cost now, before a shipping method is chosen. */
export const cart = z
  .object({
    cart_id: z.string(),
    status: z.enum(cartStatuses),
    version: z.int(),
    customer_id: z.string().nullable(),
    currency,
    items: z.array(
      z.object({
        item_id: z.string(),
        variant_id: z.string(),
        sku: z.string(),
        product_name: z.string(),
        quantity: z.number(),
        unit_price: money,
        discount: money,
        tax: money,
        subtotal: money,
        available: z.boolean().describe('false: out of stock, as far as the Inventory told'),
      }),
    ),
    coupons: z.array(z.object({ code: z.string(), discount: money })),
    promotions: z
      .array(z.object({ promotion_id: z.string(), name: z.string(), discount: money }))
      .describe('What applies by itself; a discount of 0: not yet, or something better applies instead'),
    totals: z.object({ subtotal: money, discount: money, tax: money, total: money, currency }),
    merged_into: z.string().nullable(),
    order_id: z.string().nullable(),
    created_at: z.string(),
    expires_at: z.string(),
  })
  .meta({ id: 'Cart' });

/** Adds the secret by which its shopper finds an abandoned cart again: only the answer to its creation has it. */
export const createdCart = cart.extend({ recovery_token: z.string() }).meta({ id: 'CreatedCart' });
