import { businessTime } from '../commands/context.ts';
import type { CartUseCases } from '../engine/engine.ts';
import { parentOf } from '../commands/parent-id.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';

export const recoverCart =
  ({ handlers }: UseCaseDependencies): CartUseCases['recover'] =>
  (context, { token }) =>
    handlers.cart.handle(parentOf(token), context, { type: 'RecoverCart', token, at: businessTime(context) });
