import type { CartState } from '../../domain/cart/state.ts';
import { addDays } from '../../domain/shared/instant.ts';
import type { Currency } from '../../domain/shared/money.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

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
