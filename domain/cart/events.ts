import type { Address } from '../shared/address.ts';
import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { OrderTerms, TaxMode } from '../shared/policy.ts';
import type { Coupon, Promotion } from '../shared/pricing/promotion.ts';
import type { PriceQuote, UnpricedLine } from '../shared/pricing/price-quote.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import { couponToPromotion } from './upcast-coupon.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

/** Describes a line in a cart: priced by the server when it was added. */
export type CartLine = UnpricedLine;

export type CartCreated = DomainEvent<
  'CartCreated',
  {
    readonly cartId: string;
    /** null is a guest. */
    readonly customerId: string | null;
    readonly currency: Currency;
    readonly taxMode: TaxMode;
    /** Lets the shopper come back to an abandoned cart without signing in. */
    readonly recoveryToken: string;
    readonly expiresAt: Instant;
    readonly createdAt: Instant;
  }
>;

export type CartItemAdded = DomainEvent<
  'CartItemAdded',
  { readonly cartId: string; readonly line: CartLine; readonly addedAt: Instant }
>;

export type CartItemQuantityChanged = DomainEvent<
  'CartItemQuantityChanged',
  { readonly cartId: string; readonly lineId: string; readonly quantity: Quantity; readonly changedAt: Instant }
>;

export type CartItemRemoved = DomainEvent<
  'CartItemRemoved',
  { readonly cartId: string; readonly lineId: string; readonly removedAt: Instant }
>;

export type CartCouponApplied = DomainEvent<
  'CartCouponApplied',
  { readonly cartId: string; readonly coupon: Coupon; readonly appliedAt: Instant }
>;

export type CartCouponRemoved = DomainEvent<
  'CartCouponRemoved',
  { readonly cartId: string; readonly code: string; readonly removedAt: Instant }
>;

/** Offers what applies by itself to the goods in the cart as it is now, instead of what was offered before. */
export type CartPromotionsOffered = DomainEvent<
  'CartPromotionsOffered',
  { readonly cartId: string; readonly promotions: readonly Promotion[]; readonly offeredAt: Instant }
>;

/** Records that a guest's lines came into this (customer's) cart: `lines` are all of its lines afterwards. */
export type CartMerged = DomainEvent<
  'CartMerged',
  {
    readonly cartId: string;
    readonly fromCartId: string;
    readonly lines: readonly CartLine[];
    readonly mergedAt: Instant;
  }
>;

/** Records that this (guest's) cart went into another and takes no more commands. `lines` is what went over. */
export type CartMergedAway = DomainEvent<
  'CartMergedAway',
  {
    readonly cartId: string;
    readonly intoCartId: string;
    readonly lines: readonly CartLine[];
    readonly mergedAt: Instant;
  }
>;

/** Records that a guest signed in while no cart of theirs existed: the cart is theirs now. */
export type CartAssigned = DomainEvent<
  'CartAssigned',
  { readonly cartId: string; readonly customerId: string; readonly assignedAt: Instant }
>;

export type CartAbandoned = DomainEvent<'CartAbandoned', { readonly cartId: string; readonly abandonedAt: Instant }>;

export type CartRecovered = DomainEvent<'CartRecovered', { readonly cartId: string; readonly recoveredAt: Instant }>;

export type CartExpired = DomainEvent<'CartExpired', { readonly cartId: string; readonly expiredAt: Instant }>;

/** Freezes the cart, with everything that is needed to place the order. */
export type CartCheckedOut = DomainEvent<
  'CartCheckedOut',
  {
    readonly cartId: string;
    readonly orderId: string;
    readonly orderNumber: string;
    readonly customerId: string | null;
    readonly quote: PriceQuote;
    readonly paymentMethod: string;
    readonly terms: OrderTerms;
    readonly reservationExpiresAt: Instant;
    readonly checkedOutAt: Instant;
    readonly personal: {
      readonly name?: string;
      readonly email?: string;
      readonly shippingAddress: Address;
      readonly billingAddress: Address;
      readonly taxReceiver?: TaxReceiver;
    };
  }
>;

/** Reprices these lines. `repricedAt` is when the price changed, by the Catalog's clock. */
export type CartItemRepriced = DomainEvent<
  'CartItemRepriced',
  {
    readonly cartId: string;
    readonly lineIds: readonly string[];
    readonly unitPrice: Minor;
    readonly repricedAt: Instant;
  }
>;

/** Records that these lines' variant ran out of stock, or is there again: at `changedAt`, by the Inventory's clock. */
export type CartItemAvailabilityChanged = DomainEvent<
  'CartItemAvailabilityChanged',
  {
    readonly cartId: string;
    readonly lineIds: readonly string[];
    readonly available: boolean;
    readonly changedAt: Instant;
  }
>;

export type CartEvent =
  | CartCreated
  | CartItemAdded
  | CartItemQuantityChanged
  | CartItemRemoved
  | CartCouponApplied
  | CartCouponRemoved
  | CartPromotionsOffered
  | CartMerged
  | CartMergedAway
  | CartAssigned
  | CartAbandoned
  | CartRecovered
  | CartExpired
  | CartCheckedOut
  | CartItemRepriced
  | CartItemAvailabilityChanged;

export const cartEvents: EventSchema<CartEvent> = {
  CartCreated: [],
  CartItemAdded: [],
  CartItemQuantityChanged: [],
  CartItemRemoved: [],
  CartCouponApplied: [couponToPromotion],
  CartCouponRemoved: [],
  CartPromotionsOffered: [],
  CartMerged: [],
  CartMergedAway: [],
  CartAssigned: [],
  CartAbandoned: [],
  CartRecovered: [],
  CartExpired: [],
  CartCheckedOut: [],
  CartItemRepriced: [],
  CartItemAvailabilityChanged: [],
};
