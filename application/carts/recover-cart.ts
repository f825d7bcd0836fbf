import { businessTime } from '../command-context.ts';
import type { CartUseCases } from '../engine.ts';
import { parentOf } from '../parent-id.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';

export const recoverCart =
  ({ handlers }: UseCaseDependencies): CartUseCases['recover'] =>
  (context, { token }) =>
    handlers.cart.handle(parentOf(token), context, { type: 'RecoverCart', token, at: businessTime(context) });
