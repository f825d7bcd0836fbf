import {
  type PosItemsReturned,
  type PosTender,
  type PosTransactionCompleted,
  type PosTransactionVoided,
  tillSaleNumber,
} from '../../domain/pos/events.ts';
import type { Minor } from '../../domain/shared/money.ts';
import type { CashMoved, ShiftClosed, ShiftOpened } from '../../domain/shift/events.ts';
import { accountOf, drawerLines, takingLines } from './lines.ts';
import { nothingYet, type JournalMemo, type JournalStep, type Posting } from './memo.ts';
import type { JournalLine } from './view.ts';

/** Gives the money of a sale at a till; the claim is posted with its document. */
export const saleCompleted = (memo: JournalMemo, { data }: PosTransactionCompleted): JournalStep => {
  const { quote, tenders, cashRounding, at } = data;
  const { currency, totals } = quote;
  const lines = takingLines(tenders.map(taking), totals.total, cashRounding);
  return { memo, posting: { at, ...saleOf(data.transactionId), currency, description: 'sale at a till', lines } };
};

export const saleVoided = (memo: JournalMemo, { data }: PosTransactionVoided): JournalStep => {
  const { wasCompleted, tenders, total, cashRounding, currency, at } = data;
  if (!wasCompleted) return { memo };
  const lines = takingLines(tenders.map(taking), total, cashRounding).map(reversed);
  return { memo, posting: { at, ...saleOf(data.transactionId), currency, description: 'void at a till', lines } };
};

export const itemsReturned = (memo: JournalMemo, { data }: PosItemsReturned): JournalStep => {
  const { refund, total, cashRounding, currency, at } = data;
  const lines = takingLines([taking(refund)], total, cashRounding).map(reversed);
  return { memo, posting: { at, ...saleOf(data.transactionId), currency, description: 'return at a till', lines } };
};

const saleOf = (transactionId: string): Pick<Posting, 'orderId' | 'orderNumber' | 'document'> => ({
  orderId: transactionId,
  orderNumber: tillSaleNumber(transactionId),
  document: null,
});

const taking = ({ method, amount }: Pick<PosTender, 'method' | 'amount'>) => ({
  account: accountOf({ method, settlement: 'immediate' }),
  amount,
});

const reversed = ({ account, debit, credit }: JournalLine): JournalLine => ({ account, debit: credit, credit: debit });

/** Posts a drawer when it is counted, which needs to know whose it is. */
export const shiftOpened = ({ data: { shiftId, tillId, currency } }: ShiftOpened): JournalStep => ({
  memo: { ...nothingYet, order: { orderId: shiftId, orderNumber: `TILL-${tillId}`, currency } },
});

export const shiftClosed = (memo: JournalMemo, { data }: ShiftClosed): JournalStep => {
  const { totals, overShort, at } = data;
  return postedOf(memo, at, 'drawer counted', { moved: totals.cashIn - totals.cashOut, overShort });
};

/** Posts what is moved after the count: what was moved before is posted with it, and a till that was cut off may record more afterwards. */
export const cashMoved = (memo: JournalMemo, { data }: CashMoved): JournalStep => {
  const { direction, amount, late, movementId, at } = data;
  if (!late) return { memo };
  const moved = direction === 'in' ? amount : 0 - amount;
  return postedOf(memo, at, `cash ${direction} ${movementId}`, { moved, overShort: 0 });
};

const postedOf = (
  memo: JournalMemo,
  at: string,
  description: string,
  drawer: { readonly moved: Minor; readonly overShort: Minor },
): JournalStep =>
  memo.order === null
    ? { memo }
    : { memo, posting: { at, ...memo.order, document: null, description, lines: drawerLines(drawer) } };
