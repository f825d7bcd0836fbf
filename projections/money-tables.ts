import type { ColumnType } from 'kysely';
import type { CreditAccountDocument, CreditEntry } from './credit-accounts/view.ts';
import type { Category } from '../domain/aggregates.ts';
import type { JournalMemo } from './journal/memo.ts';
import type { JournalEntry } from './journal/view.ts';
import type { TaxDocument } from './tax-documents/view.ts';
import type { Currency, Minor } from '../domain/shared/money.ts';
import type { DocumentKind, DocumentStatus } from '../domain/documents/events.ts';
import type { BigInteger, Json, Timestamp } from './columns.ts';

export interface CreditAccountsTable {
  organization_id: string;
  credit_account_id: string;
  customer_id: string | null;
  currency: Currency;
  version: number;
  document: Json<CreditAccountDocument>;
}

/** Movements of credit accounts: never change. */
export interface CreditEntriesTable {
  organization_id: string;
  credit_account_id: string;
  version: number;
  entry: Json<CreditEntry>;
}

export interface TaxDocumentsTable {
  organization_id: string;
  /** `<order id>.D<sequence>` */
  document_id: string;
  order_id: string;
  sequence: number;
  kind: DocumentKind;
  document_type: string;
  series: string;
  folio: ColumnType<number | string | null, number | null, number | null>;
  status: DocumentStatus;
  currency: Currency;
  total: BigInteger<Minor>;
  issued_at: Timestamp;
  authority_reference: string | null;
  xml: string | null;
  version: number;
  document: Json<TaxDocument>;
}

/** Entries never change. */
export interface JournalEntriesTable {
  organization_id: string;
  entry_id: string;
  at: Timestamp;
  entry: Json<JournalEntry>;
}

/** One for each order, sale at a till and shift, and one for the documents of each sale. */
export interface JournalMemosTable {
  organization_id: string;
  category: Category;
  order_id: string;
  memo: Json<JournalMemo>;
}
