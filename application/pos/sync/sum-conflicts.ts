import { isCash } from '../../../domain/pos/balance.ts';
import type { PosConflict } from '../../../domain/pos/events.ts';
import { type Minor, sum } from '../../../domain/shared/money.ts';
import { roundCash } from '../../../domain/shared/pricing/tender-amounts.ts';
import type { PriceQuote } from '../../../domain/shared/pricing/price-quote.ts';
import type { OfflineSale } from './offline-record.ts';

/** Where the till came to other sums than its lines do, or rounded cash otherwise than to the coins that there are. */
export const sumConflicts = (record: OfflineSale, { totals: worked }: PriceQuote): readonly PosConflict[] => {
  const { totals: claimed, cashRounding } = record;
  if (sums.some((name) => claimed[name] !== worked[name])) {
    return [{ kind: 'totals_differ', claimed: claimed.total, worked: worked.total }];
  }
  const rounded = worked.total + roundingOf(record, worked.total);
  return worked.total + cashRounding === rounded
    ? []
    : [{ kind: 'totals_differ', claimed: worked.total + cashRounding, worked: rounded }];
};

const sums = ['subtotal', 'discount', 'tax', 'total'] as const;

/** Only what is left for cash is rounded. */
const roundingOf = ({ tenders, currency }: OfflineSale, total: Minor): Minor => {
  const left = total - sum(tenders.filter((tender) => !isCash(tender)).map(({ amount }) => amount));
  return left > 0 && tenders.some(isCash) ? roundCash(left, currency) - left : 0;
};
