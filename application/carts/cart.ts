import type { CartCommand, Change } from '../../domain/cart/commands.ts';
import type { CartEvent } from '../../domain/cart/events.ts';
import type { CartState, CreatedCart } from '../../domain/cart/state.ts';
import { addDays } from '../../domain/shared/instant.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { parentOf } from '../commands/ids.ts';
import { notFound, type Handled, type Outcome, type Planned } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { findSellable } from '../products/sellable.ts';
import { automaticPromotions, findCoupon, type Sale } from '../promotions/offers.ts';

/**
 * The new cart's id is the command's id.
 * A customer's new cart is theirs, whatever the request says.
 */
export const createCart =
  ({ handlers, policies, ids }: UseCaseDependencies) =>
  (
    context: CommandContext,
    { customerId, currency }: { readonly customerId: string | null; readonly currency?: Currency },
  ): Promise<Outcome<CartState>> => {
    const policy = policies.policy(context.organizationId, currency);
    const cartId = context.commandId;
    const at = businessTime(context);
    return handlers.cart.handle(cartId, context, {
      type: 'CreateCart',
      cartId,
      customerId: context.onlyCustomerId ?? customerId,
      currency: policy.currency,
      taxMode: policy.tax.mode,
      recoveryToken: `${cartId}.${ids.secret()}`,
      expiresAt: addDays(at, policy.cartExpiryDays),
      at,
    });
  };

/** The sale that a cart is to be. */
export const saleOf = ({ organizationId }: CommandContext, { currency, customerId }: CreatedCart): Sale => ({
  organizationId,
  currency,
  channel: 'online',
  customerId,
});

/**
 * Lets a shopper change a cart that exists, and offers it what applies by itself by then: `plan` makes the command, of which
 * `news` are part. @throws ServiceUnavailableError
 */
export const changeCart = (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  cartId: string,
  plan: (
    cart: CreatedCart,
    news: Required<Change>,
  ) => Planned<CartCommand, CartEvent> | Promise<Planned<CartCommand, CartEvent>>,
): Promise<Handled<CartEvent, CartState>> =>
  dependencies.handlers.cart.handle(cartId, context, async (cart) => {
    if (!cart.exists) return notFound('cart');
    const at = businessTime(context);
    return plan(cart, { at, offered: await automaticPromotions(dependencies, saleOf(context, cart), at) });
  });

export const addItem =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    cartId: string,
    { variantId, quantity }: { readonly variantId: string; readonly quantity: Quantity },
  ): Promise<Outcome<CartState>> =>
    changeCart(dependencies, context, cartId, async (cart, news) => {
      const policy = dependencies.policies.policy(context.organizationId, cart.currency);
      const sellable = await findSellable(dependencies.catalog, context.organizationId, variantId, policy);
      if (!sellable.ok) return sellable;
      const item = { ...sellable.value, quantity };
      return { type: 'AddItem', item, maximumLines: policy.limits.maximumLines, ...news };
    });

export const changeItem =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    cartId: string,
    lineId: string,
    { quantity }: { readonly quantity: Quantity },
  ): Promise<Outcome<CartState>> =>
    changeCart(dependencies, context, cartId, (_cart, news) => ({
      type: 'ChangeItemQuantity',
      lineId,
      quantity,
      ...news,
    }));

export const removeItem =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, cartId: string, lineId: string): Promise<Outcome<CartState>> =>
    changeCart(dependencies, context, cartId, (_cart, news) => ({ type: 'RemoveItem', lineId, ...news }));

export const applyCoupon =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, cartId: string, { code }: { readonly code: string }): Promise<Outcome<CartState>> =>
    changeCart(dependencies, context, cartId, async (cart, news) => {
      const coupon = await findCoupon(dependencies, saleOf(context, cart), code);
      return coupon.ok ? { type: 'ApplyCoupon', coupon: coupon.value, ...news } : coupon;
    });

export const removeCoupon =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, cartId: string, code: string): Promise<Outcome<CartState>> =>
    changeCart(dependencies, context, cartId, (_cart, news) => ({
      type: 'RemoveCoupon',
      code: code.toUpperCase(),
      ...news,
    }));

/** `token` is the cart's recovery token: `<cart id>.<secret>`. */
export const recoverCart =
  ({ handlers }: UseCaseDependencies) =>
  (context: CommandContext, { token }: { readonly token: string }): Promise<Outcome<CartState>> =>
    handlers.cart.handle(parentOf(token), context, { type: 'RecoverCart', token, at: businessTime(context) });
