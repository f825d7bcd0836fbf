import type { CashMoved, ShiftEntry, ShiftTotals } from './events.ts';
import type { ShiftSums, TillShiftState } from './state.ts';

const sumOf = { sale: 'sales', void: 'voids', refund: 'refunds' } as const;

/** The sums with an entry. The same entries give the same sums in any order. */
export const withEntry = (sums: ShiftSums, entry: ShiftEntry): ShiftSums => {
  const kind = sumOf[entry.kind];
  const { count, total } = sums[kind];
  return {
    ...sums,
    [kind]: { count: count + 1, total: total + entry.total },
    tax: sums.tax + entry.tax,
    discount: sums.discount + entry.discount,
    cashRounding: sums.cashRounding + entry.cashRounding,
    tenders: entry.tenders.reduce(withTender, sums.tenders),
  };
};

export const withMovement = (
  sums: ShiftSums,
  { direction, amount }: Pick<CashMoved['data'], 'direction' | 'amount'>,
): ShiftSums =>
  direction === 'in' ? { ...sums, cashIn: sums.cashIn + amount } : { ...sums, cashOut: sums.cashOut + amount };

/** What an X report says, at any moment: the figures so far, which a Z report freezes. Before the opening the float is 0. */
export const xReport = (state: TillShiftState): ShiftTotals => {
  const float = state.exists ? state.float : 0;
  const { inTime } = state;
  const cash = inTime.tenders.find(({ method }) => method === 'cash')?.amount ?? 0;
  return { ...inTime, float, expectedCash: float + cash + inTime.cashIn - inTime.cashOut };
};

type Tenders = ShiftSums['tenders'];

/** One a method, by its name. */
const withTender = (tenders: Tenders, { method, amount }: ShiftEntry['tenders'][number]): Tenders => {
  const before = tenders.find((tender) => tender.method === method) ?? { amount: 0, count: 0 };
  const others = tenders.filter((tender) => tender.method !== method);
  const after = { method, amount: before.amount + amount, count: before.count + 1 };
  return [...others, after].sort((a, b) => (a.method < b.method ? -1 : 1));
};
