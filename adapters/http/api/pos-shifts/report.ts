import { formatMinor } from '../../../../domain/shared/money.ts';
import type { ShiftSums, ShiftTotals } from '../../../../domain/shared/shift-sums.ts';
import type { ShiftClose } from '../../../../domain/shift/state.ts';
import { figuresOf, type ShiftFacts } from './show.ts';

/** Is what fits on a roll of 80 mm in the printers' own letters. */
const columns = 42;

type Line = string | readonly [label: string, figure: string];

/** Makes the X report, or of a closed shift with its Z's number the Z report, for a printer of receipts. */
export const printXReport = (facts: ShiftFacts, printedAt: string): string =>
  print(['X REPORT', ...headOf(facts), ['Printed', timeOf(printedAt)], rule, ...totalsOf(facts, figuresOf(facts))]);

export const printZReport = (facts: ShiftFacts, close: ShiftClose): string =>
  print([
    close.zNumber === null ? 'Z REPORT' : `Z REPORT No. ${close.zNumber}`,
    ...headOf(facts),
    ['Closed', timeOf(close.closedAt)],
    ['Closed by', close.closedBy],
    rule,
    ...totalsOf(facts, close.totals),
    ...countOf(facts, close),
    ...lateOf(facts),
  ]);

const rule = '-'.repeat(columns);

const print = (lines: readonly Line[]): string =>
  lines.map((line) => (typeof line === 'string' ? line : filled(...line))).join('\n') + '\n';

/** Puts the figure at the right end, on a line of its own where the label leaves no room. */
const filled = (label: string, figure: string): string =>
  label.length + figure.length < columns
    ? label + figure.padStart(columns - label.length)
    : `${label}\n${figure.padStart(columns)}`;

const headOf = ({ tillId, localId, cashierId, shiftId, currency, openedAt }: ShiftFacts): readonly Line[] => [
  ['Till', tillId],
  ...(localId === null ? [] : [['Store', localId] as const]),
  ['Cashier', cashierId],
  ['Shift', shiftId],
  ['Currency', currency],
  ['Opened', timeOf(openedAt)],
];

/** `2026-11-23 15:00 UTC` */
const timeOf = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

const totalsOf = (facts: ShiftFacts, totals: ShiftTotals): readonly Line[] => [
  ...sumsOf(facts, totals),
  rule,
  ['Float', money(facts, totals.float)],
  ['Cash in', money(facts, totals.cashIn)],
  ['Cash out', money(facts, 0 - totals.cashOut)],
  ['Expected cash', money(facts, totals.expectedCash)],
];

const sumsOf = (facts: ShiftFacts, sums: ShiftSums): readonly Line[] => [
  ...(['sales', 'voids', 'refunds'] as const).map(
    (kind) => [`${names[kind]} (${sums[kind].count})`, money(facts, sums[kind].total)] as const,
  ),
  ['Tax included', money(facts, sums.tax)],
  ['Discounts', money(facts, sums.discount)],
  ['Cash rounding', money(facts, sums.cashRounding)],
  ...sums.tenders.map(({ method, amount, count }) => [`  ${method} (${count})`, money(facts, amount)] as const),
];

const names = { sales: 'Sales', voids: 'Voids', refunds: 'Refunds' } as const;

const countOf = (facts: ShiftFacts, { countedCash, denominations = [], overShort }: ShiftClose): readonly Line[] => [
  ...denominations.map(
    ({ denomination, count }) =>
      [`  ${count} x ${money(facts, denomination)}`, money(facts, denomination * count)] as const,
  ),
  ['Counted cash', money(facts, countedCash)],
  [overShort < 0 ? 'SHORT' : 'Over', money(facts, overShort)],
];

/** Apart, and only where there is something. */
const lateOf = (facts: ShiftFacts): readonly Line[] => {
  const { late } = facts;
  const { sales, voids, refunds, cashIn, cashOut } = late;
  if (sales.count + voids.count + refunds.count + cashIn + cashOut === 0) return [];
  return [
    rule,
    'AFTER THE CLOSE',
    ...sumsOf(facts, late),
    ['Cash in', money(facts, cashIn)],
    ['Cash out', money(facts, 0 - cashOut)],
  ];
};

const money = ({ currency }: ShiftFacts, amount: number): string => formatMinor(amount, currency);
