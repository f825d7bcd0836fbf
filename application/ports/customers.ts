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

/** @throws ServiceUnavailableError if the service does not answer in time. */
export interface Customers {
  /** undefined if there is no such customer. */
  customer(organizationId: string, customerId: string): Promise<Customer | undefined>;
  /** One point per unit of currency spent. The same `transactionId` again adds nothing. @returns the points earned */
  addLoyaltyPoints(request: {
    readonly organizationId: string;
    readonly customerId: string;
    readonly transactionId: string;
    readonly amount: Minor;
    readonly currency: Currency;
  }): Promise<number>;
}
