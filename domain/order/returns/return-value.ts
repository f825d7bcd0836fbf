import { shareOf } from '../../shared/allocate.ts';
import { lineShare, valued, type ValuedLine } from '../../shared/line-share.ts';
import { mulDivRound, type Minor, sum } from '../../shared/money.ts';
import { taxOn } from '../../shared/pricing/tax.ts';
import type { LineQuantity } from '../events.ts';
import { advance } from '../facts.ts';
import { isReturned } from '../fulfillment/progress.ts';
import type { OrderLine } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

/** Adds up what one return gives back: `amount = lines' amounts + shipping - forfeited`, never below zero. */
export interface ReturnValue {
  readonly lines: readonly ValuedLine[];
  readonly shipping: Minor;
  /** Below zero: what earlier returns forfeited comes back with the goods that it was charged on. */
  readonly forfeited: Minor;
  readonly amount: Minor;
}

/**
 * Values what the buyer is owed once these goods come back too: what the kept goods leave of the price, less what earlier returns
 * were given. Since that depends on what is kept only, returns that bring everything back add up to exactly what was paid
 * for what was delivered (with the shipping, if the policy gives it back), whatever their order and split.
 */
export const returnValue = (order: PlacedOrder, accepted: readonly LineQuantity[]): ReturnValue => {
  const after = advance(order.lines, 'returned', accepted);
  const lines = valued(order.lines, accepted);
  const shipping = shippingBack(order, after) - shippingBack(order, order.lines);
  const amount = Math.max(worthBack(order, after) - givenBefore(order), 0);
  return { lines, shipping, forfeited: sum(lines.map((line) => line.amount)) + shipping - amount, amount };
};

/** Values all that such returned quantities are worth: it may fall when a return costs more discount than its goods are worth. */
const worthBack = (order: PlacedOrder, lines: readonly OrderLine[]): Minor =>
  sum(lines.map((line) => lineShare(line, line.cancelled, line.returned))) +
  shippingBack(order, lines) -
  forfeited(order, lines);

/** Gives the shipping back once nothing is kept. */
const shippingBack = ({ terms, shipping }: PlacedOrder, lines: readonly OrderLine[]): Minor =>
  terms.refunds?.shipping === 'full_return' && lines.every(isReturned) ? (shipping?.total ?? 0) : 0;

/**
 * Charges what the kept goods would have cost more without the discounts that they do not reach the minimum of. What could not be
 * delivered counts as kept: the buyer did not choose it.
 */
const forfeited = ({ terms, discounts, totals, taxMode }: PlacedOrder, lines: readonly OrderLine[]): Minor => {
  if (terms.refunds?.discounts !== 'forfeited') return 0;
  const spent = sum(lines.map(keptSubtotal));
  const lost = sum(discounts.filter(({ minimumSpend = 0 }) => minimumSpend > spent).map(({ amount }) => amount));
  if (lost === 0) return 0;
  return sum(
    lines.map((line) => {
      const charge = mulDivRound(keptDiscount(line), lost, totals.discount);
      return taxMode === 'exclusive' ? charge + taxOn(charge, line.taxRate, taxMode) : charge;
    }),
  );
};

/** Counts the kept goods before discounts. */
const keptSubtotal = ({ subtotal, quantity, returned }: OrderLine): Minor =>
  shareOf(subtotal, quantity, returned, quantity - returned);

/** Shares out the discount on those of the line's goods that the buyer has and keeps. */
const keptDiscount = ({ discount, quantity, cancelled, delivered, returned }: OrderLine): Minor =>
  shareOf(discount, quantity, cancelled + returned, delivered - returned);

/** Adds up what the returns that were received before are given, paid already or not. */
const givenBefore = ({ returns }: PlacedOrder): Minor =>
  sum(returns.filter(({ status }) => status === 'received' || status === 'refunded').map(({ amount }) => amount));
