import type { Instant } from '../../domain/shared/message.ts';
import type { Currency, Minor } from '../../domain/shared/money.ts';

/**
 * An account of the journal. `gateway:<name>`: what a payment provider owes the shop. `loyalty_points`: what was paid with
 * them. `cash_movements`: cash that people put into drawers or took out, for them to say what for. `external`: money that came another
 * way than the engine sees (a transfer on terms). Organisations have codes of their own for these.
 */
export type JournalAccount =
  | 'receivable'
  | 'revenue_goods'
  | 'revenue_shipping'
  | 'vat_payable'
  | 'sales_returns'
  | 'cash'
  | 'card_terminal'
  | 'external'
  | 'store_credit_liability'
  | 'loyalty_points'
  | 'cash_rounding'
  | 'cash_movements'
  | 'cash_over_short'
  | `gateway:${string}`;

/** One side of an entry: either `debit` or `credit` is 0. */
export interface JournalLine {
  readonly account: JournalAccount;
  readonly debit: Minor;
  readonly credit: Minor;
}

/** Something that happened to the shop's money or claims. The debits of its lines are its credits. */
export interface JournalEntry {
  /** Holds the id of the event that it books: there is one entry for it, whatever is replayed. */
  readonly entryId: string;
  readonly at: Instant;
  readonly orderId: string;
  readonly orderNumber: string;
  /** Holds the tax document by its type, series and folio (`33 33-1234`); null for payments and refunds. */
  readonly document: string | null;
  readonly description: string;
  readonly currency: Currency;
  readonly lines: readonly JournalLine[];
}
