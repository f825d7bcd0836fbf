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

/** Adds the cart to what an event of it says. */
type CartEventOf<Type extends string, Data> = DomainEvent<Type, { readonly cartId: string } & Data>;

/** Describes a line in a cart: priced by the server when it was added. */
export type CartLine = UnpricedLine;

export type CartCreated = CartEventOf<
  'CartCreated',
  {
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

export type CartItemAdded = CartEventOf<'CartItemAdded', { readonly line: CartLine; readonly addedAt: Instant }>;

export type CartItemQuantityChanged = CartEventOf<
  'CartItemQuantityChanged',
  { readonly lineId: string; readonly quantity: Quantity; readonly changedAt: Instant }
>;

export type CartItemRemoved = CartEventOf<'CartItemRemoved', { readonly lineId: string; readonly removedAt: Instant }>;

export type CartCouponApplied = CartEventOf<
  'CartCouponApplied',
  { readonly coupon: Coupon; readonly appliedAt: Instant }
>;

export type CartCouponRemoved = CartEventOf<
  'CartCouponRemoved',
  { readonly code: string; readonly removedAt: Instant }
>;

/** Offers what applies by itself to the goods in the cart as it is now, instead of what was offered before. */
export type CartPromotionsOffered = CartEventOf<
  'CartPromotionsOffered',
  { readonly promotions: readonly Promotion[]; readonly offeredAt: Instant }
>;

/** Records that a guest's lines came into this (customer's) cart: `lines` are all of its lines afterwards. */
export type CartMerged = CartEventOf<
  'CartMerged',
  {
    readonly fromCartId: string;
    readonly lines: readonly CartLine[];
    readonly mergedAt: Instant;
  }
>;

/** Records that this (guest's) cart went into another and takes no more commands. `lines` is what went over. */
export type CartMergedAway = CartEventOf<
  'CartMergedAway',
  {
    readonly intoCartId: string;
    readonly lines: readonly CartLine[];
    readonly mergedAt: Instant;
  }
>;

/** Records that a guest signed in while no cart of theirs existed: the cart is theirs now. */
export type CartAssigned = CartEventOf<'CartAssigned', { readonly customerId: string; readonly assignedAt: Instant }>;

export type CartAbandoned = CartEventOf<'CartAbandoned', { readonly abandonedAt: Instant }>;

export type CartRecovered = CartEventOf<'CartRecovered', { readonly recoveredAt: Instant }>;

export type CartExpired = CartEventOf<'CartExpired', { readonly expiredAt: Instant }>;

/** Freezes the cart, with everything that is needed to place the order. */
export type CartCheckedOut = CartEventOf<
  'CartCheckedOut',
  {
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
export type CartItemRepriced = CartEventOf<
  'CartItemRepriced',
  {
    readonly lineIds: readonly string[];
    readonly unitPrice: Minor;
    readonly repricedAt: Instant;
  }
>;

/** Records that these lines' variant ran out of stock, or is there again: at `changedAt`, by the Inventory's clock. */
export type CartItemAvailabilityChanged = CartEventOf<
  'CartItemAvailabilityChanged',
  {
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
