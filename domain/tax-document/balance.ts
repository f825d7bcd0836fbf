import type { Minor } from '../shared/money.ts';
import type { RatePpm } from '../shared/policy.ts';
import type { TaxTotals } from './document.ts';
import { documentsOf, invoiceOf, type TaxDocumentState } from '../documents/state.ts';

/** Holds what a document says of one rate: `total` contains `tax`. Rate 0 is what is exempt. */
export interface RateAmount {
  readonly rate: RatePpm;
  readonly total: Minor;
  readonly tax: Minor;
}

/** Returns the totals by rate, the highest first, what is exempt last; rates without an amount are left out. */
export const ratesOf = ({ taxes, exempt }: TaxTotals): readonly RateAmount[] => [
  ...taxes.map(({ rate, base, amount }) => ({ rate, total: base + amount, tax: amount })),
  ...(exempt === 0 ? [] : [{ rate: 0, total: exempt, tax: 0 }]),
];

/**
 * Says what credit notes have left of the order's invoice or receipt, by rate. Refused documents count too: what a note undid, or
 * tried to, is for a person to mend. Empty without an invoice.
 */
export const leftOfInvoice = (state: TaxDocumentState): readonly RateAmount[] => {
  const invoice = invoiceOf(state);
  if (invoice === undefined) return [];
  const credited = documentsOf(state)
    .filter(({ content }) => content.kind === 'credit_note')
    .flatMap(({ content }) => ratesOf(content.totals));
  return credited.reduce(less, ratesOf(invoice.content.totals));
};

/** Subtracts an amount from what is left of its rate; of a rate that is not there it is more than is left. */
export const less = (left: readonly RateAmount[], { rate, total, tax }: RateAmount): readonly RateAmount[] =>
  left.map((amount) => (amount.rate === rate ? { rate, total: amount.total - total, tax: amount.tax - tax } : amount));

/** Checks whether every rate of `wanted` is left, in total, in tax and in net. */
export const covers = (left: readonly RateAmount[], wanted: readonly RateAmount[]): boolean =>
  wanted.every(({ rate, total, tax }) => {
    const amount = left.find((candidate) => candidate.rate === rate);
    if (amount === undefined) return false;
    return total <= amount.total && tax <= amount.tax && total - tax <= amount.total - amount.tax;
  });
