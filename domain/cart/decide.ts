import { accept, reject, type Decision, type Refusal } from '../shared/decider.ts';
import type {
  AbandonCart,
  CreateCart,
  ExpireCart,
  RecoverCart,
  AddItem,
  ChangeItemQuantity,
  RemoveItem,
  ApplyCoupon,
  RemoveCoupon,
  AssignCart,
  MergeAway,
  MergeCart,
} from './commands.ts';
import type { CartEvent, CartLine } from './events.ts';
import type { CreatedCart } from './state.ts';
import type { Instant } from '../shared/message.ts';
import { formatMinor, maxMinor, type Currency } from '../shared/money.ts';
import { isQuantity, maxQuantity, formatQuantity, type Quantity } from '../shared/quantity.ts';
import { lineId, sameLine, subtotalOf, withQuantity, mergeLines } from './lines.ts';
import { refuseUseless } from '../shared/pricing/coupon-refusal.ts';

export const createCart = (command: CreateCart): Decision<CartEvent> => {
  const { cartId, customerId, currency, taxMode, recoveryToken, expiresAt, at: createdAt } = command;
  return accept({
    type: 'CartCreated',
    data: { cartId, customerId, currency, taxMode, recoveryToken, expiresAt, createdAt },
  });
};

export const abandonCart = ({ at }: AbandonCart, { cartId }: CreatedCart): Decision<CartEvent> =>
  accept({ type: 'CartAbandoned', data: { cartId, abandonedAt: at } });

/** Refuses a token that names no cart. */
export const invalidRecoveryToken = (): Refusal =>
  reject('not_found', 'invalid_recovery_token', 'the link is not valid');

export const recoverCart = ({ at }: RecoverCart, { cartId }: CreatedCart): Decision<CartEvent> =>
  accept({ type: 'CartRecovered', data: { cartId, recoveredAt: at } });

export const expireCart = ({ at }: ExpireCart, { cartId }: CreatedCart): Decision<CartEvent> =>
  accept({ type: 'CartExpired', data: { cartId, expiredAt: at } });

export const addItem = ({ item, maximumLines, at }: AddItem, cart: CreatedCart): Decision<CartEvent> => {
  if (!isQuantity(item.quantity)) return invalidQuantity();
  const same = sameLine(cart.lines, item);
  if (same !== undefined) return setQuantity(cart, same, same.quantity + item.quantity, at);
  if (cart.lines.length >= maximumLines) return tooManyLines(maximumLines);
  const line = { lineId: lineId(cart.lastLine + 1), ...item };
  if (subtotalOf([...cart.lines, line]) > maxMinor) return amountTooLarge(cart.currency);
  return accept({ type: 'CartItemAdded', data: { cartId: cart.cartId, line, addedAt: at } });
};

export const changeItemQuantity = (command: ChangeItemQuantity, cart: CreatedCart): Decision<CartEvent> => {
  const line = findLine(cart, command.lineId);
  return line === undefined ? itemNotFound() : setQuantity(cart, line, command.quantity, command.at);
};

export const removeItem = ({ lineId, at }: RemoveItem, cart: CreatedCart): Decision<CartEvent> => {
  if (findLine(cart, lineId) === undefined) return itemNotFound();
  return accept({ type: 'CartItemRemoved', data: { cartId: cart.cartId, lineId, removedAt: at } });
};

const setQuantity = (
  { cartId, lines, currency }: CreatedCart,
  { lineId, quantity: before }: CartLine,
  quantity: Quantity,
  at: Instant,
): Decision<CartEvent> => {
  if (!isQuantity(quantity)) return invalidQuantity();
  if (quantity === before) return accept();
  if (subtotalOf(withQuantity(lines, lineId, quantity)) > maxMinor) return amountTooLarge(currency);
  return accept({ type: 'CartItemQuantityChanged', data: { cartId, lineId, quantity, changedAt: at } });
};

const findLine = (cart: CreatedCart, id: string): CartLine | undefined => cart.lines.find((line) => line.lineId === id);

const itemNotFound = () => reject('not_found', 'cart_item_not_found', 'the cart has no such item');

const invalidQuantity = () =>
  reject('rule', 'invalid_quantity', `a quantity is more than 0 and at most ${formatQuantity(maxQuantity)}`);

const tooManyLines = (maximum: number) =>
  reject('rule', 'max_items_exceeded', `a cart holds at most ${maximum} items: remove one first`, { maximum });

export const amountTooLarge = (currency: Currency) =>
  reject('rule', 'amount_too_large', `a cart is worth at most ${formatMinor(maxMinor, currency)} ${currency}`);

export const applyCoupon = ({ coupon, at }: ApplyCoupon, cart: CreatedCart): Decision<CartEvent> => {
  if (hasCoupon(cart, coupon.code)) return accept();
  const refusal = refuseUseless(coupon, { subtotal: subtotalOf(cart.lines), currency: cart.currency }, at);
  if (refusal !== undefined) return refusal;
  return accept({ type: 'CartCouponApplied', data: { cartId: cart.cartId, coupon, appliedAt: at } });
};

export const removeCoupon = ({ code, at }: RemoveCoupon, cart: CreatedCart): Decision<CartEvent> => {
  if (!hasCoupon(cart, code)) return reject('not_found', 'coupon_not_found', 'the cart has no such coupon');
  return accept({ type: 'CartCouponRemoved', data: { cartId: cart.cartId, code, removedAt: at } });
};

const hasCoupon = (cart: CreatedCart, code: string): boolean => cart.coupons.some((coupon) => coupon.code === code);

export const mergeAway = ({ intoCartId, at }: MergeAway, { cartId, lines }: CreatedCart): Decision<CartEvent> =>
  intoCartId === cartId
    ? reject('rule', 'cart_merged_into_itself', 'name the cart of the guest, not this one')
    : accept({ type: 'CartMergedAway', data: { cartId, intoCartId, lines, mergedAt: at } });

export const mergeCart = ({ fromCartId, lines, at }: MergeCart, cart: CreatedCart): Decision<CartEvent> => {
  const merged = mergeLines(cart.lines, cart.lastLine, lines);
  return accept({ type: 'CartMerged', data: { cartId: cart.cartId, fromCartId, lines: merged, mergedAt: at } });
};

export const assignCart = (
  { customerId, at }: AssignCart,
  { cartId, customerId: owner }: CreatedCart,
): Decision<CartEvent> =>
  owner === null
    ? accept({ type: 'CartAssigned', data: { cartId, customerId, assignedAt: at } })
    : reject('wrong_state', 'cart_of_another_customer', 'the cart belongs to another customer: start a new one');
