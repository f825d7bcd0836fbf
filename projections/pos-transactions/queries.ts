import type { PosStatus } from '../../domain/pos/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Page, PageRequest } from '../paging/queries.ts';
import { hasWords } from '../paging/search-words.ts';
import { findDocument, readPage } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { PosTransactionTables } from './table.ts';
import type { PosDocument } from './view.ts';

export interface PosFilters {
  readonly shiftId?: string;
  readonly tillId?: string;
  readonly status?: PosStatus;
  /** Keeps those opened at it or later. */
  readonly from?: Instant;
  /** Keeps those opened before it. */
  readonly to?: Instant;
  /** Finds by words that all are in the sale: of what was sold (SKU, barcode, name), ids of it and its customer, payment references. */
  readonly q?: string;
}

export interface PosTransactionQueries {
  /** Gives undefined if there is none, or only its void has arrived. */
  getTransaction(organizationId: string, transactionId: string): Promise<PosDocument | undefined>;
  /** Lists the newest first. */
  listTransactions(organizationId: string, filters: PosFilters, page: PageRequest): Promise<Page<PosDocument>>;
}

export const posTransactionQueries = ({ db }: ReadModel): PosTransactionQueries => {
  const transactions = db
    .withTables<PosTransactionTables>()
    .selectFrom('pos_transactions')
    .where('opened_at', 'is not', null)
    .select('document')
    .$narrowType<{ document: PosDocument }>();
  return {
    getTransaction: (organizationId, transactionId) =>
      findDocument(transactions, { organization_id: organizationId, transaction_id: transactionId }),

    listTransactions: (organizationId, { shiftId, tillId, status, from, to, q }, page) =>
      readPage(q === undefined ? transactions : transactions.where(hasWords(q)), {
        where: { organization_id: organizationId, shift_id: shiftId, till_id: tillId, status },
        by: ['opened_at', 'transaction_id'],
        from,
        to,
        page,
        item: ({ document }) => document,
        place: ({ openedAt, transactionId }) => ({ at: openedAt, id: transactionId }),
      }),
  };
};
