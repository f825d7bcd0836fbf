import type { CartCreated, CartEvent, CartLine } from './events.ts';
import type { Instant } from '../shared/message.ts';
import { lineNumber, withQuantity, withUnitPrice } from './lines.ts';
import type { CartState, CreatedCart } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: CartState, event: CartEvent): CartState => {
  if (event.type === 'CartCreated') return created(event);
  return state.exists ? { ...state, ...changes(state, event) } : state;
};

const created = ({ data }: CartCreated): CreatedCart => ({
  ...data,
  exists: true,
  status: 'active',
  lines: [],
  lastLine: 0,
  unavailableLines: [],
  pricesAsOf: {},
  stockAsOf: {},
  coupons: [],
  promotions: [],
  touchedAt: data.createdAt,
  mergedInto: null,
  mergedFrom: [],
  orderId: null,
});

/** Finds what an event changes in a cart that exists. Only the shopper's doings move `touchedAt`. */
const changes = (cart: CreatedCart, event: Exclude<CartEvent, CartCreated>): Partial<CreatedCart> => {
  switch (event.type) {
    case 'CartItemAdded':
      return { ...holding(cart, [...cart.lines, event.data.line]), touchedAt: event.data.addedAt };
    case 'CartItemQuantityChanged': {
      const { lineId, quantity, changedAt } = event.data;
      return { lines: withQuantity(cart.lines, lineId, quantity), touchedAt: changedAt };
    }
    case 'CartItemRemoved': {
      const { lineId, removedAt } = event.data;
      return { lines: cart.lines.filter((line) => line.lineId !== lineId), touchedAt: removedAt };
    }
    case 'CartCouponApplied':
      return { coupons: [...cart.coupons, event.data.coupon], touchedAt: event.data.appliedAt };
    case 'CartCouponRemoved': {
      const { code, removedAt } = event.data;
      return { coupons: cart.coupons.filter((coupon) => coupon.code !== code), touchedAt: removedAt };
    }
    case 'CartPromotionsOffered':
      return { promotions: event.data.promotions };
    case 'CartMerged': {
      const { fromCartId, lines, mergedAt } = event.data;
      return { ...holding(cart, lines), mergedFrom: [...cart.mergedFrom, fromCartId], touchedAt: mergedAt };
    }
    case 'CartMergedAway':
      return { status: 'merged', mergedInto: event.data.intoCartId };
    case 'CartAssigned':
      return { customerId: event.data.customerId, touchedAt: event.data.assignedAt };
    case 'CartAbandoned':
      return { status: 'abandoned' };
    case 'CartRecovered':
      return { status: 'active', touchedAt: event.data.recoveredAt };
    case 'CartExpired':
      return { status: 'expired' };
    case 'CartCheckedOut':
      return { status: 'checked_out', orderId: event.data.orderId };
    case 'CartItemRepriced': {
      const { lineIds, unitPrice, repricedAt } = event.data;
      return {
        lines: withUnitPrice(cart.lines, lineIds, unitPrice),
        pricesAsOf: { ...cart.pricesAsOf, ...asOf(lineIds, repricedAt) },
      };
    }
    case 'CartItemAvailabilityChanged': {
      const { lineIds, available, changedAt } = event.data;
      return {
        unavailableLines: available ? without(cart.unavailableLines, lineIds) : [...cart.unavailableLines, ...lineIds],
        stockAsOf: { ...cart.stockAsOf, ...asOf(lineIds, changedAt) },
      };
    }
  }
};

const asOf = (lineIds: readonly string[], at: Instant): Readonly<Record<string, Instant>> =>
  Object.fromEntries(lineIds.map((lineId) => [lineId, at]));

const without = (all: readonly string[], some: readonly string[]): readonly string[] =>
  all.filter((lineId) => !some.includes(lineId));

const holding = (cart: CreatedCart, lines: readonly CartLine[]): Pick<CreatedCart, 'lines' | 'lastLine'> => ({
  lines,
  lastLine: Math.max(cart.lastLine, ...lines.map((line) => lineNumber(line.lineId))),
});
