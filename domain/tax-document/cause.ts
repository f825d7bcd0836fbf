import type { Minor, Currency } from '../shared/money.ts';
import type { TaxMode } from '../shared/policy.ts';
import type { PricedLine, ShippingCharge } from '../shared/pricing/price-quote.ts';
import type { NoteLine } from './note-parts.ts';

/** Says what happened to an order, or to what a till sold, that is documented. */
export type DocumentCause =
  /** It was confirmed, as it was then. */
  | { readonly kind: 'sale'; readonly sale: DocumentedSale }
  /** All that is left of it is undone. */
  | { readonly kind: 'cancellation' }
  /** These lines will not be delivered. */
  | { readonly kind: 'undelivered'; readonly lines: readonly NoteLine[]; readonly amount: Minor }
  /** These lines came back; `amount` is theirs, with shipping and without forfeited discount. */
  | { readonly kind: 'return'; readonly lines: readonly NoteLine[]; readonly amount: Minor }
  /** Money back for nothing that came back. */
  | { readonly kind: 'discount'; readonly amount: Minor }
  /** More to pay, and why. */
  | { readonly kind: 'increase'; readonly amount: Minor; readonly reason: string }
  /** Money on terms came; `before` is what had come before it. */
  | { readonly kind: 'payment'; readonly method: string; readonly amount: Minor; readonly before: Minor };

/** Describes a sale as its invoice or receipt has it: an order is one, and so is what a till sold. */
export interface DocumentedSale {
  /** Of the order, or of the till's transaction: the documents' stream has the same. */
  readonly orderId: string;
  /** As people know it. */
  readonly orderNumber: string;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly lines: readonly PricedLine[];
  readonly shipping: ShippingCharge | null;
  readonly payments: readonly DocumentedPayment[];
  /** What it was to be paid with, if nothing is. */
  readonly paymentMethod: string;
}

interface DocumentedPayment {
  readonly method: string;
  readonly settlement: string;
  readonly status: string;
  readonly amount: Minor;
}
