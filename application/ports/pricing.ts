import type { Currency, Minor } from '../../domain/shared/money.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';

export interface Promotion {
  readonly promotionId: string;
  readonly name: string;
  /** `percentage`, `fixed`, … */
  readonly discountType: string;
}

/** A promotion that took `amount`, which is above zero, off the whole quantity. */
export interface AppliedPromotion extends Promotion {
  readonly amount: Minor;
}

/** What a quantity of a variant costs: `finalPrice` is `unitPrice` times the quantity, less the discount. */
export interface PriceCalculation {
  readonly currency: Currency;
  readonly unitPrice: Minor;
  readonly discountAmount: Minor;
  readonly finalPrice: Minor;
  /** Their amounts add up to the discount. */
  readonly promotionsApplied: readonly AppliedPromotion[];
}

/** @throws ServiceUnavailableError if the service does not answer in time. */
export interface Pricing {
  /** undefined if the variant has no price. */
  calculatePrice(request: {
    readonly organizationId: string;
    readonly variantId: string;
    readonly quantity: Quantity;
    readonly customerId: string | null;
    /** The store; null: sales from a distance. */
    readonly localId: string | null;
  }): Promise<PriceCalculation | undefined>;
  activePromotions(organizationId: string, localId: string | null): Promise<readonly Promotion[]>;
}
