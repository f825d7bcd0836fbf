import type { Address } from '../../domain/shared/address.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';

/** A customer as the Customer service knows them. */
export interface Customer {
  readonly customerId: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly loyaltyTier: string;
  readonly loyaltyPoints: number;
  /** What they may owe us in all, and what of that is free now; null: they have no credit. */
  readonly credit: { readonly limit: Minor; readonly available: Minor; readonly currency: Currency } | null;
  readonly addresses: readonly { readonly addressId: string; readonly address: Address }[];
}

/** A purchase that earns points: one for each whole unit of the currency. */
export interface LoyaltyPurchase {
  readonly organizationId: string;
  readonly customerId: string;
  /** What earns once, and loses once: a till's transaction, or whatever took a part of one back. */
  readonly transactionId: string;
  readonly amount: Minor;
  readonly currency: Currency;
}

/** A payment in points. */
export interface LoyaltyPayment {
  readonly organizationId: string;
  readonly customerId: string;
  /** What is redeemed once, and restored once. */
  readonly paymentId: string;
  /** A whole number above zero. */
  readonly points: number;
}

/** `available`: the points that the customer could have paid with, zero or more. */
export type RedemptionAnswer = { readonly ok: true } | { readonly ok: false; readonly available: number };

/** @throws ServiceUnavailableError if the service does not answer in time. */
export interface Customers {
  /** undefined if there is no such customer. */
  customer(organizationId: string, customerId: string): Promise<Customer | undefined>;
  /** The same `transactionId` again adds nothing. @returns the points earned */
  addLoyaltyPoints(purchase: LoyaltyPurchase): Promise<number>;
  /**
   * Takes back what a purchase earned. Never refused: a customer who spent the points owes them. The same `transactionId`
   * again takes nothing. @returns the points taken back
   */
  deductLoyaltyPoints(purchase: LoyaltyPurchase): Promise<number>;
  /** Refused if the customer has fewer points, or the payment was restored before. A `paymentId` has one answer for ever. */
  redeemLoyaltyPoints(payment: LoyaltyPayment): Promise<RedemptionAnswer>;
  /** Gives back what a payment took: nothing if it took nothing, and then it never will. */
  restoreLoyaltyPoints(payment: LoyaltyPayment): Promise<void>;
}
