import type { Currency, Minor } from '../shared/money.ts';
import type { TaxMode } from '../shared/policy.ts';
import type { PricedLine, ShippingCharge } from '../shared/pricing/price-quote.ts';

/** A sale as its invoice or receipt tells it, wherever it was made: an order is one, and so is what a till sold. */
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

export interface DocumentedPayment {
  readonly method: string;
  readonly settlement: string;
  readonly status: string;
  readonly amount: Minor;
}
