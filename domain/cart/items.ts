import { accept, reject, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import { formatMinor, maxMinor, type Currency } from '../shared/money.ts';
import { isQuantity, maxQuantity, formatQuantity, type Quantity } from '../shared/quantity.ts';
import type { AddItem, ChangeItemQuantity, RemoveItem } from './commands.ts';
import type { CartEvent, CartLine } from './events.ts';
import { lineId, sameLine, subtotalOf, withQuantity } from './lines.ts';
import type { CreatedCart } from './state.ts';

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
