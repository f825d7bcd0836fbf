import type { z } from 'zod';
import { type ShiftSums, type ShiftTotals, totalsOf } from '../../../../domain/shared/shift-sums.ts';
import type { OpenedShift, ShiftClose } from '../../../../domain/shift/state.ts';
import { shiftActions } from '../../../../domain/shift/transitions.ts';
import { moneyIn } from '../shared/money.ts';
import type { shift, xReport, zReport } from './schema.ts';

/** Holds what the write side's state and the read side's document have in common. */
export type ShiftFacts = Omit<OpenedShift, 'exists' | 'known' | 'announced'>;

export const showShift = (facts: ShiftFacts, version: number): z.input<typeof shift> => ({
  ...showXReport(facts, version),
  allowed_actions: [...shiftActions(statusOf(facts))],
  close: facts.close && showClose(facts, facts.close),
  late: showSums(facts, facts.late),
});

/** Makes the figures so far: those that a close now would freeze, or did. */
export const showXReport = (facts: ShiftFacts, version: number): z.input<typeof xReport> => ({
  shift_id: facts.shiftId,
  status: statusOf(facts),
  till_id: facts.tillId,
  local_id: facts.localId,
  cashier_id: facts.cashierId,
  currency: facts.currency,
  opened_at: facts.openedAt,
  version,
  totals: showTotals(facts, figuresOf(facts)),
});

export const showZReport = (facts: ShiftFacts, close: ShiftClose, version: number): z.input<typeof zReport> => ({
  ...showXReport(facts, version),
  close: showClose(facts, close),
  late: showSums(facts, facts.late),
});

/** Of a closed shift as they were frozen. */
export const figuresOf = ({ close, inTime, float }: ShiftFacts): ShiftTotals =>
  close === null ? totalsOf(inTime, float) : close.totals;

const statusOf = ({ close }: ShiftFacts): 'open' | 'closed' => (close === null ? 'open' : 'closed');

const showTotals = (facts: ShiftFacts, totals: ShiftTotals) => {
  const money = moneyIn(facts.currency);
  return { ...showSums(facts, totals), float: money(totals.float), expected_cash: money(totals.expectedCash) };
};

const showSums = ({ currency }: ShiftFacts, sums: ShiftSums) => {
  const money = moneyIn(currency);
  const counted = ({ count, total }: ShiftSums['sales']) => ({ count, total: money(total) });
  return {
    sales: counted(sums.sales),
    voids: counted(sums.voids),
    refunds: counted(sums.refunds),
    tax: money(sums.tax),
    discount: money(sums.discount),
    cash_rounding: money(sums.cashRounding),
    tenders: sums.tenders.map(({ method, amount, count }) => ({
      payment_method: method,
      amount: money(amount),
      count,
    })),
    cash_in: money(sums.cashIn),
    cash_out: money(sums.cashOut),
  };
};

const showClose = ({ currency }: ShiftFacts, close: ShiftClose) => {
  const money = moneyIn(currency);
  const { closedAt, closedBy, countedCash, denominations, overShort, zNumber } = close;
  return {
    closed_at: closedAt,
    closed_by: closedBy,
    counted_cash: money(countedCash),
    denominations:
      denominations?.map(({ denomination, count }) => ({ denomination: money(denomination), count })) ?? null,
    over_short: money(overShort),
    z_number: zNumber,
  };
};
