import { allocate } from '../shared/allocate.ts';
import { mulDivRound, type Minor, sum } from '../shared/money.ts';
import type { RatePpm } from '../shared/policy.ts';
import type { Quantity } from '../shared/quantity.ts';
import { leftOfInvoice, type RateAmount } from './balance.ts';
import type { TaxLine } from './document.ts';
import { documentsOf, invoiceOf, type TaxDocumentState } from '../documents/state.ts';
import { taxRegimes, type TaxRegime } from './regimes/regimes.ts';
import type { PricedPart } from './tax-lines.ts';

/** Names the `sku` of lines that are no goods. */
export const shippingSku = 'shipping';
export const adjustmentSku = 'adjustment';

/** Counts one unit, in thousandths. */
const one: Quantity = 1000;

/** Names some of a line of the invoice. */
export interface NoteLine {
  /** The order's line, or {@link shippingSku}. */
  readonly line: string;
  readonly quantity: Quantity;
  readonly amount: Minor;
}

/** Says what the notes of an order name a line by. */
export const nameOf = ({ lineId, sku }: Pick<TaxLine, 'lineId' | 'sku'>): string => lineId ?? sku;

/**
 * Takes parts of an invoice's lines that come to `amount`, or to all that is left of the invoice if that is less. Where a rate has
 * less left than its lines ask for, the rest is taken from the other rates, as an amount without goods.
 */
export const partsOfLines = (
  state: TaxDocumentState,
  lines: readonly NoteLine[],
  amount: Minor,
): readonly PricedPart[] => {
  const left = leftOfInvoice(state);
  const most = Math.min(amount, sum(left.map(({ total }) => total)));
  const wanted = resized(named(state, lines), most);
  const fitting = left.flatMap(({ rate, total }) => {
    const ofRate = wanted.filter(({ taxRate }) => taxRate === rate);
    return resized(ofRate, Math.min(total, sum(ofRate.map((part) => part.total))));
  });
  const taken = sum(fitting.map(({ total }) => total));
  const rest = left.map((of) => ({ ...of, total: of.total - totalOf(fitting, of.rate) }));
  return [...fitting, ...amountParts(regimeOf(state), rest, most - taken)].filter(({ total }) => total > 0);
};

/** Returns an amount without goods, spread over the rates by what there is of each. */
export const amountParts = (
  regime: TaxRegime,
  rates: readonly RateAmount[],
  amount: Minor,
  description = taxRegimes[regime].words.adjustment,
): readonly PricedPart[] => {
  if (rates.length === 0) return [];
  const totals = allocate(
    amount,
    rates.map(({ total }) => total),
  );
  return rates
    .map(({ rate }, index) => ({ rate, total: totals[index] ?? 0 }))
    .filter(({ total }) => total > 0)
    .map(({ rate, total }) => ({
      lineId: null,
      sku: adjustmentSku,
      description,
      quantity: one,
      listed: null,
      taxRate: rate,
      total,
    }));
};

/** Says what notes have left of each line of the invoice. */
export const remainingLines = (state: TaxDocumentState): readonly NoteLine[] => {
  const credited = documentsOf(state)
    .filter(({ content }) => content.kind === 'credit_note')
    .flatMap(({ content }) => content.lines);
  return linesOf(state)
    .map((line) => {
      const before = credited.filter((part) => nameOf(part) === nameOf(line));
      return {
        line: nameOf(line),
        quantity: line.quantity - sum(before.map(({ quantity }) => quantity)),
        amount: Math.max(line.total - sum(before.map(({ total }) => total)), 0),
      };
    })
    .filter(({ quantity, amount }) => quantity > 0 && amount > 0);
};

const linesOf = (state: TaxDocumentState): readonly TaxLine[] => invoiceOf(state)?.content.lines ?? [];

const regimeOf = (state: TaxDocumentState): TaxRegime => invoiceOf(state)?.content.regime ?? 'plain';

const named = (state: TaxDocumentState, lines: readonly NoteLine[]): readonly PricedPart[] =>
  lines.flatMap(({ line: name, quantity, amount: total }) => {
    const line = linesOf(state).find((candidate) => nameOf(candidate) === name);
    if (line === undefined) return [];
    const subtotal = mulDivRound(line.subtotal, quantity, line.quantity);
    const { lineId, sku, description, unitPrice, taxRate } = line;
    return [{ lineId, sku, description, quantity, listed: { unitPrice, subtotal }, taxRate, total }];
  });

/** Returns the same parts with totals that add up to `amount`. */
const resized = (parts: readonly PricedPart[], amount: Minor): readonly PricedPart[] => {
  const totals = parts.map(({ total }) => total);
  if (sum(totals) === amount || sum(totals) === 0) return parts;
  const shares = allocate(amount, totals);
  return parts.map((part, index) => ({ ...part, total: shares[index] ?? 0 }));
};

const totalOf = (parts: readonly PricedPart[], rate: RatePpm): Minor =>
  sum(parts.filter(({ taxRate }) => taxRate === rate).map(({ total }) => total));
