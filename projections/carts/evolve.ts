import type { CartCreated, CartEvent } from '../../domain/cart/events.ts';
import type { Instant, RecordedEvent } from '../../domain/shared/message.ts';
import type { CartDocument } from './view.ts';

/** Gives the cart after an event; undefined if none begins with it. */
export const evolveCart = (
  cart: CartDocument | undefined,
  event: CartEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): CartDocument | undefined => {
  if (event.type === 'CartCreated') return created(event);
  return cart && { ...cart, ...changes(cart, event), version };
};

const created = ({ data }: CartCreated): CartDocument => ({
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

const changes = (cart: CartDocument, event: Exclude<CartEvent, CartCreated>): Partial<CartDocument> => {
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
      const rest = cart.unavailableLines.filter((lineId) => !lineIds.includes(lineId));
      const unavailableLines = available ? rest : [...rest, ...lineIds];
      return at(later(cart.updatedAt, changedAt), { unavailableLines });
    }
  }
};

const at = (updatedAt: Instant, changed: Partial<CartDocument>): Partial<CartDocument> => ({ ...changed, updatedAt });

/** Keeps the later moment: news of the catalog may be older than what the shopper did since. */
const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);
