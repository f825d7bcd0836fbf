import { reject, type Rejection } from '../shared/decider.ts';
import { isAmount } from '../shared/money.ts';
import { sum } from '../shared/pricing/sum.ts';
import type { CashCount } from './events.ts';

/** The count alone, of whatever has one. */
export const countOf = ({ countedCash, denominations }: CashCount): CashCount =>
  denominations === undefined ? { countedCash } : { countedCash, denominations };

/** Why it cannot have been counted so. */
export const countObstacle = ({ countedCash, denominations }: CashCount): Rejection | undefined => {
  if (!isAmount(countedCash)) {
    return reject('rule', 'invalid_amount', 'count zero or more', { amount: countedCash }).rejection;
  }
  if (denominations === undefined) return undefined;
  const amounts = denominations.map(({ denomination, count }) => denomination * count);
  const isCount = denominations.every(({ denomination, count }) => isAmount(denomination) && isAmount(count));
  return isCount && sum(amounts) === countedCash
    ? undefined
    : reject('rule', 'count_differs', 'count again: the coins and notes do not come to the amount').rejection;
};
