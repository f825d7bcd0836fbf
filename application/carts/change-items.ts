import type { CartState } from '../../domain/cart/state.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { findSellable } from '../products/sellable.ts';
import { changeCart } from './change-cart.ts';

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
