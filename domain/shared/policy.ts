import type { DocumentPolicy } from './document-policy.ts';
import type { PointValue } from './pricing/tender-amounts.ts';
import type { Currency, Minor } from './money.ts';

/** Parts per million: 19% is 190000. */
export type RatePpm = number;

/** Names a row of the tenant's tax table: `standard`, `reduced`, `zero`, … */
export type TaxClass = string;

/** `inclusive`: prices contain their tax (Chile, UK retail). `exclusive`: tax comes on top (US, B2B). */
export type TaxMode = 'inclusive' | 'exclusive';

/** A tenant's taxes. A class that is not in `rates` is a configuration error and is refused as `unknown_tax_class`. */
export interface TaxPolicy {
  readonly mode: TaxMode;
  readonly rates: Readonly<Record<TaxClass, RatePpm>>;
}

/** What shipping costs. Methods map to their cost; from `freeFrom` (goods after discount) on `freeMethod` is free. */
export interface ShippingPolicy {
  readonly methods: Readonly<Record<string, Minor>>;
  readonly freeMethod: string;
  readonly freeFrom: Minor;
  readonly taxClass: TaxClass;
}

/** What an order must keep to. Frozen into it when it is placed, so that later changes do not reach old orders. */
export interface OrderTerms {
  /** Payment attempts that may fail before only cancelling is left; the first try counts. */
  readonly paymentRetryAttempts: number;
  /** Days after delivery in which a return may be requested; null is for ever. */
  readonly returnWindowDays: number | null;
  /** Absent in orders older than the policy: shipping and discounts are kept. */
  readonly refunds?: RefundPolicy;
}

/** What a return gives back beyond the goods' own share. Whatever it is, all returns of an order add up to what was paid. */
export interface RefundPolicy {
  /** `full_return`: the shipping goes back with the last of the goods. `never`: it is kept. */
  readonly shipping: 'never' | 'full_return';
  /**
   * `kept`: goods go back for what was paid for them. `forfeited`: a discount whose minimum spend the goods that stay no longer
   * reach is taken off the refund.
   */
  readonly discounts: 'kept' | 'forfeited';
}

/** From here on (inclusive) a figure is looked at by people, or not taken at all; null is never. */
export interface FraudThreshold {
  readonly review: number | null;
  readonly reject: number | null;
}

/** What an organisation finds suspicious of a payment: see domain/order/fraud.ts. */
export interface FraudPolicy {
  /** Minutes that {@link velocity} looks back. */
  readonly velocityMinutes: number;
  /** Payments of one customer in that time, the new one counted. */
  readonly velocity: FraudThreshold;
  /** Minor units of the order's currency. */
  readonly amount: FraudThreshold;
  /** Payments of the order that failed before. */
  readonly attempts: FraudThreshold;
  /** Billed in one country, shipped to another. */
  readonly countryMismatch: 'accept' | 'review' | 'reject';
}

/** What an organisation decides about its offers to customers. */
export interface QuotePolicy {
  /** Offers whose total is above it need approval; null: none does for its amount. */
  readonly approvalAmount: Minor | null;
  /** How long an offer is valid if nobody says. */
  readonly validityDays: number;
  /** How long the goods of an offer that was accepted are held until it is paid, or promised to be. */
  readonly paymentDays: number;
}

/** How orders that come again are paid. */
export interface SubscriptionPolicy {
  /** How long the goods are held for a buyer who pays by themselves. */
  readonly paymentDays: number;
  /** Days after an order was placed on which it is charged again if that failed; rising, each at least 1. */
  readonly retryDays: readonly number[];
  /** What becomes of the subscription if the last try fails, too. */
  readonly afterRetries: 'pause' | 'cancel';
}

/** What may be ordered at all. */
export interface OrderLimits {
  /** Smallest order total of goods after discount. */
  readonly minimumAmount: Minor;
  readonly maximumLines: number;
  readonly restrictedVariants: readonly string[];
}

/** Everything a tenant decides, in one currency. Comes from configuration as data, on the command that needs it. */
export interface TenantPolicy {
  readonly currency: Currency;
  readonly tax: TaxPolicy;
  readonly shipping: ShippingPolicy;
  readonly limits: OrderLimits;
  readonly terms: OrderTerms;
  readonly fraud: FraudPolicy;
  readonly reservationTtlMinutes: number;
  /** How long a payment may stay without news from its gateway before it counts as failed. */
  readonly paymentTimeoutMinutes: number;
  /** Days after a payment on terms until which its customer has to have paid. */
  readonly creditTermsDays: number;
  /** How long the goods of an exchange are held for a buyer who has a difference to pay. */
  readonly exchangePaymentDays: number;
  readonly subscriptions: SubscriptionPolicy;
  readonly quotes: QuotePolicy;
  /** Which documents its sales get. */
  readonly documents: DocumentPolicy;
  /** What a loyalty point is worth as payment, in millionths of the currency's unit; 0: nothing can be paid with them. */
  readonly loyaltyPointValue: PointValue;
  readonly cartExpiryDays: number;
  readonly abandonedCartHours: number;
}
