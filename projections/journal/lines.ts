import type { PaymentStarted } from '../../domain/order/events.ts';
import { type Minor, sum } from '../../domain/shared/money.ts';
import type { DocumentRequested } from '../../domain/documents/events.ts';
import type { JournalAccount, JournalLine } from './view.ts';

const debit = (account: JournalAccount, amount: Minor): JournalLine => ({ account, debit: amount, credit: 0 });
const credit = (account: JournalAccount, amount: Minor): JournalLine => ({ account, debit: 0, credit: amount });

const isMoney = (line: JournalLine): boolean => line.debit !== 0 || line.credit !== 0;

type Documented = Pick<DocumentRequested['data'], 'kind' | 'lines' | 'totals'>;

/** Gives what a document claims or gives up, the tax by its rates; nothing for one that only confirms a payment. */
export const documentLines = (document: Documented): readonly JournalLine[] => {
  const { kind, totals } = document;
  const { total } = totals;
  const sales = totals.net + totals.exempt;
  const taxes = totals.taxes.map(({ amount }) => amount);
  switch (kind) {
    case 'invoice':
    case 'receipt': {
      const shipping = shippingOf(document);
      return [
        debit('receivable', total),
        credit('revenue_goods', sales - shipping),
        credit('revenue_shipping', shipping),
        ...taxes.map((tax) => credit('vat_payable', tax)),
      ].filter(isMoney);
    }
    case 'debit_note':
      return [
        debit('receivable', total),
        credit('revenue_goods', sales),
        ...taxes.map((tax) => credit('vat_payable', tax)),
      ].filter(isMoney);
    case 'credit_note':
      return [
        debit('sales_returns', sales),
        ...taxes.map((tax) => debit('vat_payable', tax)),
        credit('receivable', total),
      ].filter(isMoney);
    case 'payment_receipt':
      return [];
  }
};

/** Of a sale all is goods that has a line of its order. */
const shippingOf = ({ lines }: Documented): Minor =>
  sum(lines.filter(({ lineId }) => lineId === null).map(({ net, exempt }) => net + exempt));

/** Money that came in. What is paid beyond the claim stays in `receivable` until it is refunded. */
export const captureLines = (account: JournalAccount, amount: Minor): readonly JournalLine[] => [
  debit(account, amount),
  credit('receivable', amount),
];

export const refundLines = (account: JournalAccount, amount: Minor): readonly JournalLine[] => [
  debit('receivable', amount),
  credit(account, amount),
];

/** Gives what a till takes for a sale of `total`; rounding to coins is neither the buyer's nor the sale's. */
export const takingLines = (
  takings: readonly { readonly account: JournalAccount; readonly amount: Minor }[],
  total: Minor,
  cashRounding: Minor,
): readonly JournalLine[] =>
  [
    ...takings.map(({ account, amount }) => debit(account, amount)),
    credit('receivable', total),
    signed('cash_rounding', 0 - cashRounding),
  ].filter(isMoney);

/** Gives what people put into a drawer, and what was found in it beyond what should be there; below zero: out of it, missing. */
export const drawerLines = (drawer: { readonly moved: Minor; readonly overShort: Minor }): readonly JournalLine[] =>
  [
    signed('cash', drawer.moved + drawer.overShort),
    signed('cash_movements', 0 - drawer.moved),
    signed('cash_over_short', 0 - drawer.overShort),
  ].filter(isMoney);

const signed = (account: JournalAccount, amount: Minor): JournalLine =>
  amount < 0 ? credit(account, 0 - amount) : debit(account, amount);

const immediate: Readonly<Record<string, JournalAccount>> = {
  cash: 'cash',
  card_local: 'card_terminal',
  loyalty: 'loyalty_points',
};

/** Gives the account where the money of a tender arrives. Store credit is spent like money at a gateway, but was the shop's debt. */
export const accountOf = ({
  method,
  settlement,
}: Pick<PaymentStarted['data'], 'method' | 'settlement'>): JournalAccount => {
  if (method === 'store_credit') return 'store_credit_liability';
  return settlement === 'gateway' ? `gateway:${method}` : (immediate[method] ?? 'external');
};
