import type { CartCreated, CartEvent } from '../../domain/cart/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { CartDocument } from './view.ts';

/** The document of a new cart. */
export const createdCart = ({ data }: CartCreated): CartDocument => ({
  cartId: data.cartId,
  status: 'active',
  version: 1,
  customerId: data.customerId,
  currency: data.currency,
  taxMode: data.taxMode,
  lines: [],
  unavailableLines: [],
  coupons: [],
  promotions: [],
  createdAt: data.createdAt,
  updatedAt: data.createdAt,
  expiresAt: data.expiresAt,
  mergedInto: null,
  orderId: null,
  quote: null,
});

/** What any later event changes in it. */
export const cartChanges = (cart: CartDocument, event: Exclude<CartEvent, CartCreated>): Partial<CartDocument> => {
  switch (event.type) {
    case 'CartItemAdded':
      return at(event.data.addedAt, { lines: [...cart.lines, event.data.line] });
    case 'CartItemQuantityChanged': {
      const { lineId, quantity, changedAt } = event.data;
      const lines = cart.lines.map((line) => (line.lineId === lineId ? { ...line, quantity } : line));
      return at(changedAt, { lines });
    }
    case 'CartItemRemoved':
      return at(event.data.removedAt, { lines: cart.lines.filter(({ lineId }) => lineId !== event.data.lineId) });
    case 'CartCouponApplied':
      return at(event.data.appliedAt, { coupons: [...cart.coupons, event.data.coupon] });
    case 'CartCouponRemoved':
      return at(event.data.removedAt, { coupons: cart.coupons.filter(({ code }) => code !== event.data.code) });
    case 'CartPromotionsOffered':
      return at(event.data.offeredAt, { promotions: event.data.promotions });
    case 'CartMerged':
      return at(event.data.mergedAt, { lines: event.data.lines });
    case 'CartMergedAway':
      return at(event.data.mergedAt, { status: 'merged', mergedInto: event.data.intoCartId });
    case 'CartAssigned':
      return at(event.data.assignedAt, { customerId: event.data.customerId });
    case 'CartAbandoned':
      return at(event.data.abandonedAt, { status: 'abandoned' });
    case 'CartRecovered':
      return at(event.data.recoveredAt, { status: 'active' });
    case 'CartExpired':
      return at(event.data.expiredAt, { status: 'expired' });
    case 'CartCheckedOut': {
      const { orderId, quote, customerId, checkedOutAt } = event.data;
      return at(checkedOutAt, { status: 'checked_out', orderId, quote, customerId });
    }
    case 'CartItemRepriced': {
      const { lineIds, unitPrice, repricedAt } = event.data;
      const lines = cart.lines.map((line) => (lineIds.includes(line.lineId) ? { ...line, unitPrice } : line));
      return at(later(cart.updatedAt, repricedAt), { lines });
    }
    case 'CartItemAvailabilityChanged': {
      const { lineIds, available, changedAt } = event.data;
      const others = cart.unavailableLines.filter((lineId) => !lineIds.includes(lineId));
      const unavailableLines = available ? others : [...others, ...lineIds];
      return at(later(cart.updatedAt, changedAt), { unavailableLines });
    }
  }
};

const at = (updatedAt: Instant, changes: Partial<CartDocument>): Partial<CartDocument> => ({ ...changes, updatedAt });

/** News from others may be older than what the shopper did since. */
const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);
