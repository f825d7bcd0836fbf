import type { Minor } from './money.ts';

// These shapes are part of the storage format of till shifts: version with care (event-schema.ts), never rename.

/** What a sale, a void or a refund brought into the drawer and to the other tenders. Amounts below zero went out. */
export interface ShiftEntry {
  /** The sale, or what took it back: each counts once. */
  readonly entryId: string;
  readonly kind: 'sale' | 'void' | 'refund';
  readonly transactionId: string;
  readonly total: Minor;
  readonly tax: Minor;
  readonly discount: Minor;
  readonly cashRounding: Minor;
  /** Tender to amount; cash is what stayed in the drawer. */
  readonly tenders: readonly { readonly method: string; readonly amount: Minor }[];
}

/** What entries and movements come to, the float left out. Amounts are signed: those of voids and refunds are below zero. */
export interface ShiftSums {
  readonly sales: { readonly count: number; readonly total: Minor };
  readonly voids: { readonly count: number; readonly total: Minor };
  readonly refunds: { readonly count: number; readonly total: Minor };
  readonly tax: Minor;
  readonly discount: Minor;
  readonly cashRounding: Minor;
  readonly tenders: readonly { readonly method: string; readonly amount: Minor; readonly count: number }[];
  readonly cashIn: Minor;
  readonly cashOut: Minor;
}

/** Everything that a Z report says, frozen. */
export interface ShiftTotals extends ShiftSums {
  readonly float: Minor;
  /** `float` + what sales, voids and refunds brought in cash + `cashIn` - `cashOut` */
  readonly expectedCash: Minor;
}

export const noSums: ShiftSums = {
  sales: { count: 0, total: 0 },
  voids: { count: 0, total: 0 },
  refunds: { count: 0, total: 0 },
  tax: 0,
  discount: 0,
  cashRounding: 0,
  tenders: [],
  cashIn: 0,
  cashOut: 0,
};

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
  { direction, amount }: { readonly direction: 'in' | 'out'; readonly amount: Minor },
): ShiftSums =>
  direction === 'in' ? { ...sums, cashIn: sums.cashIn + amount } : { ...sums, cashOut: sums.cashOut + amount };

/** The figures of a drawer that began with `float`. */
export const totalsOf = (sums: ShiftSums, float: Minor): ShiftTotals => {
  const cash = sums.tenders.find(({ method }) => method === 'cash')?.amount ?? 0;
  return { ...sums, float, expectedCash: float + cash + sums.cashIn - sums.cashOut };
};

type Tenders = ShiftSums['tenders'];

/** One a method, by its name. */
const withTender = (tenders: Tenders, { method, amount }: ShiftEntry['tenders'][number]): Tenders => {
  const before = tenders.find((tender) => tender.method === method) ?? { amount: 0, count: 0 };
  const rest = tenders.filter((tender) => tender.method !== method);
  const after = { method, amount: before.amount + amount, count: before.count + 1 };
  return [...rest, after].sort((a, b) => (a.method < b.method ? -1 : 1));
};
