import { addDays } from '../../domain/shared/instant.ts';
import { businessTime } from '../commands/context.ts';
import type { CartUseCases } from '../engine/engine.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

/** A customer's new cart is theirs, whatever the request says. */
export const createCart =
  ({ handlers, policies, ids }: UseCaseDependencies): CartUseCases['create'] =>
  (context, { customerId, currency }) => {
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
