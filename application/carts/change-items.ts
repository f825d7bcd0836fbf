import type { CartUseCases } from '../engine/engine.ts';
import { findSellable } from '../products/sellable.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { changeCart } from './change-cart.ts';

export const addItem =
  (dependencies: UseCaseDependencies): CartUseCases['addItem'] =>
  (context, cartId, { variantId, quantity }) =>
    changeCart(dependencies, context, cartId, async (cart, news) => {
      const policy = dependencies.policies.policy(context.organizationId, cart.currency);
      const sellable = await findSellable(dependencies.catalog, context.organizationId, variantId, policy);
      if (!sellable.ok) return sellable;
      const item = { ...sellable.value, quantity };
      return { type: 'AddItem', item, maximumLines: policy.limits.maximumLines, ...news };
    });

export const changeItem =
  (dependencies: UseCaseDependencies): CartUseCases['changeItem'] =>
  (context, cartId, lineId, { quantity }) =>
    changeCart(dependencies, context, cartId, (_cart, news) => ({
      type: 'ChangeItemQuantity',
      lineId,
      quantity,
      ...news,
    }));

export const removeItem =
  (dependencies: UseCaseDependencies): CartUseCases['removeItem'] =>
  (context, cartId, lineId) =>
    changeCart(dependencies, context, cartId, (_cart, news) => ({ type: 'RemoveItem', lineId, ...news }));
