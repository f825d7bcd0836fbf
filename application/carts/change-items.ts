import { businessTime } from '../command-context.ts';
import type { CartUseCases } from '../engine.ts';
import { notFound } from '../refusals.ts';
import { findSellable } from '../sellable.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

export const addItem =
  (dependencies: UseCaseDependencies): CartUseCases['addItem'] =>
  (context, cartId, { variantId, quantity }) =>
    dependencies.handlers.cart.handle(cartId, context, async (cart) => {
      if (!cart.exists) return notFound('cart');
      const policy = dependencies.policies.policy(context.organizationId, cart.currency);
      const sellable = await findSellable(dependencies.catalog, context.organizationId, variantId, policy);
      if (!sellable.ok) return sellable;
      return {
        type: 'AddItem',
        item: { ...sellable.value, quantity },
        maximumLines: policy.limits.maximumLines,
        at: businessTime(context),
      };
    });

export const changeItem =
  ({ handlers }: UseCaseDependencies): CartUseCases['changeItem'] =>
  (context, cartId, lineId, { quantity }) =>
    handlers.cart.handle(cartId, context, { type: 'ChangeItemQuantity', lineId, quantity, at: businessTime(context) });

export const removeItem =
  ({ handlers }: UseCaseDependencies): CartUseCases['removeItem'] =>
  (context, cartId, lineId) =>
    handlers.cart.handle(cartId, context, { type: 'RemoveItem', lineId, at: businessTime(context) });
