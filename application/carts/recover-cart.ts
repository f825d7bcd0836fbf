import type { CartState } from '../../domain/cart/state.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import { parentOf } from '../commands/parent-id.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

/** `token` is the cart's recovery token: `<cart id>.<secret>`. */
export const recoverCart =
  ({ handlers }: UseCaseDependencies) =>
  (context: CommandContext, { token }: { readonly token: string }): Promise<Outcome<CartState>> =>
    handlers.cart.handle(parentOf(token), context, { type: 'RecoverCart', token, at: businessTime(context) });
