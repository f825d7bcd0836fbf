import type { Currency, Minor } from '../../domain/shared/money.ts';

/** What a customer's orders hold of their credit: the Customer service cannot know it at once. May be a moment old. */
export interface CreditHolds {
  /** Promised on terms in this currency and not paid yet, on all of the customer's orders but one. */
  heldOnOtherOrders(
    organizationId: string,
    customerId: string,
    currency: Currency,
    exceptOrderId: string,
  ): Promise<Minor>;
}
