import type { z } from 'zod';
import type { Currency } from '../../../../domain/shared/money.ts';
import type { CreditEntries } from '../../../../projections/credit-accounts/queries.ts';
import type { CreditAccountDocument, CreditEntry } from '../../../../projections/credit-accounts/view.ts';
import { moneyIn } from '../shared/money.ts';
import type { creditAccounts, creditStatement } from './schema.ts';

type Account = z.input<typeof creditAccounts>['items'][number];
type Statement = z.input<typeof creditStatement>;

export const showCreditAccount = (account: CreditAccountDocument): Account => ({
  account_id: account.creditAccountId,
  customer_id: account.customerId,
  currency: account.currency,
  balance: moneyIn(account.currency)(account.balance),
  version: account.version,
  opened_at: account.openedAt,
  updated_at: account.updatedAt,
});

export const showCreditStatement = (account: CreditAccountDocument, { items, next }: CreditEntries): Statement => ({
  ...showCreditAccount(account),
  entries: {
    items: items.map((entry) => showEntry(entry, account.currency)),
    next_cursor: next === null ? null : String(next),
  },
});

const showEntry = (entry: CreditEntry, currency: Currency): Statement['entries']['items'][number] => {
  const money = moneyIn(currency);
  return {
    version: entry.version,
    type: entry.type,
    amount: money(entry.amount),
    balance: money(entry.balance),
    order_id: entry.orderId,
    return_id: entry.returnId,
    refund_id: entry.refundId,
    payment_id: entry.paymentId,
    exchange_order_id: entry.exchangeOrderId,
    at: entry.at,
  };
};
