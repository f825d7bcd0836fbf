import { accept, reject, type Decision, type Refusal } from '../shared/decider.ts';
import type { AbandonCart, CreateCart, ExpireCart, RecoverCart } from './commands.ts';
import type { CartEvent } from './events.ts';
import type { CreatedCart } from './state.ts';

export const createCart = (command: CreateCart): Decision<CartEvent> => {
  const { cartId, customerId, currency, taxMode, recoveryToken, expiresAt, at: createdAt } = command;
  return accept({
    type: 'CartCreated',
    data: { cartId, customerId, currency, taxMode, recoveryToken, expiresAt, createdAt },
  });
};

export const abandonCart = ({ at }: AbandonCart, { cartId }: CreatedCart): Decision<CartEvent> =>
  accept({ type: 'CartAbandoned', data: { cartId, abandonedAt: at } });

/** The token names the cart: with another one there is none to recover. */
export const invalidRecoveryToken = (): Refusal =>
  reject('not_found', 'invalid_recovery_token', 'the link is not valid');

export const recoverCart = ({ at }: RecoverCart, { cartId }: CreatedCart): Decision<CartEvent> =>
  accept({ type: 'CartRecovered', data: { cartId, recoveredAt: at } });

export const expireCart = ({ at }: ExpireCart, { cartId }: CreatedCart): Decision<CartEvent> =>
  accept({ type: 'CartExpired', data: { cartId, expiredAt: at } });
