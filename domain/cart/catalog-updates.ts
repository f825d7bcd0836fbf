import { accept, type Decision } from '../shared/decider.ts';
import type { Instant } from '../shared/message.ts';
import { maxMinor } from '../shared/money.ts';
import type { MarkItemAvailability, UpdateItemPrice } from './commands.ts';
import type { CartEvent } from './events.ts';
import { amountTooLarge } from './decide.ts';
import { subtotalOf, withUnitPrice } from './lines.ts';
import type { CreatedCart } from './state.ts';

/** Reprices each line of the variant, unless the update is older than the last, or changes nothing. */
export const updateItemPrice = (command: UpdateItemPrice, cart: CreatedCart): Decision<CartEvent> => {
  const { variantId, unitPrice, currency, at } = command;
  if (currency !== cart.currency) return accept();
  const lineIds = concerned(cart, variantId, cart.pricesAsOf, at).filter((id) => priceOf(cart, id) !== unitPrice);
  if (lineIds.length === 0) return accept();
  if (subtotalOf(withUnitPrice(cart.lines, lineIds, unitPrice)) > maxMinor) return amountTooLarge(cart.currency);
  return accept({ type: 'CartItemRepriced', data: { cartId: cart.cartId, lineIds, unitPrice, repricedAt: at } });
};

/** Marks whether each line of the variant can be had, unless the update is older than the last, or changes nothing. */
export const markItemAvailability = (command: MarkItemAvailability, cart: CreatedCart): Decision<CartEvent> => {
  const { variantId, available, at } = command;
  const isNew = (id: string): boolean => cart.unavailableLines.includes(id) === available;
  const lineIds = concerned(cart, variantId, cart.stockAsOf, at).filter(isNew);
  if (lineIds.length === 0) return accept();
  const data = { cartId: cart.cartId, lineIds, available, changedAt: at };
  return accept({ type: 'CartItemAvailabilityChanged', data });
};

/** Finds the lines of a variant that have no later update than one as of `at`. */
const concerned = (
  cart: CreatedCart,
  variantId: string,
  asOf: Readonly<Record<string, Instant>>,
  at: Instant,
): readonly string[] => {
  const lines = cart.lines.filter((line) => line.variantId === variantId);
  return lines.map(({ lineId }) => lineId).filter((lineId) => at >= (asOf[lineId] ?? at));
};

const priceOf = ({ lines }: CreatedCart, id: string) => lines.find(({ lineId }) => lineId === id)?.unitPrice;
