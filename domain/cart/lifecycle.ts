import { accept, reject, type Decision } from '../shared/decider.ts';
import { addHours } from '../shared/instant.ts';
import { cartClosed, isOpen } from './guard-change.ts';
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

export const abandonCart = ({ idleHours, at }: AbandonCart, cart: CreatedCart): Decision<CartEvent> => {
  const idle = cart.lines.length > 0 && addHours(cart.touchedAt, idleHours) <= at;
  return cart.status === 'active' && idle
    ? accept({ type: 'CartAbandoned', data: { cartId: cart.cartId, abandonedAt: at } })
    : accept();
};

export const recoverCart = ({ token, at }: RecoverCart, cart: CreatedCart): Decision<CartEvent> => {
  if (token !== cart.recoveryToken) return reject('not_found', 'invalid_recovery_token', 'the link is not valid');
  if (!isOpen(cart)) return cartClosed(cart);
  return cart.status === 'active'
    ? accept()
    : accept({ type: 'CartRecovered', data: { cartId: cart.cartId, recoveredAt: at } });
};

export const expireCart = ({ at }: ExpireCart, cart: CreatedCart): Decision<CartEvent> =>
  isOpen(cart) && at >= cart.expiresAt
    ? accept({ type: 'CartExpired', data: { cartId: cart.cartId, expiredAt: at } })
    : accept();
