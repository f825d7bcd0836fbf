import type { Minor } from '../money.ts';

/** What goods and their shipping were promised to cost, whatever they cost today. Taxes are the day's. */
export interface AgreedPrices {
  /** One for each item, in their order. */
  readonly unitPrices: readonly Minor[];
  readonly shippingCost: Minor;
}
