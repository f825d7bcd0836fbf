import { sql } from 'kysely';
import type { PosStatus } from '../../domain/pos/events.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { termsOf } from '../orders/search-terms.ts';
import { maxPageSize, pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { AnyPosDocument, PosDocument } from './view.ts';

export interface PosFilters {
  readonly shiftId?: string;
  readonly tillId?: string;
  readonly status?: PosStatus;
  /** Opened at it or later. */
  readonly from?: Instant;
  /** Opened before it. */
  readonly to?: Instant;
  /** Words that all are in the sale: of what was sold (SKU, barcode, name), ids of it and its customer, payment references. */
  readonly q?: string;
}

export interface PosTransactionQueries {
  /** undefined if there is none, or only its void has been told. */
  getTransaction(organizationId: string, transactionId: string): Promise<PosDocument | undefined>;
  /** Newest first. */
  listTransactions(organizationId: string, filters: PosFilters, page: PageRequest): Promise<Page<PosDocument>>;
}

export const posTransactionQueries = ({ db }: ReadModel): PosTransactionQueries => ({
  getTransaction: async (organizationId, transactionId) => {
    const row = await db
      .selectFrom('pos_transactions')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('transaction_id', '=', transactionId)
      .executeTakeFirst();
    return row?.document.opened === true ? row.document : undefined;
  },

  listTransactions: async (organizationId, { shiftId, tillId, status, from, to, q }, { limit: wanted, after }) => {
    const limit = Math.min(wanted, maxPageSize);
    let query = db
      .selectFrom('pos_transactions')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('opened_at', 'is not', null);
    if (shiftId !== undefined) query = query.where('shift_id', '=', shiftId);
    if (tillId !== undefined) query = query.where('till_id', '=', tillId);
    if (status !== undefined) query = query.where('status', '=', status);
    if (from !== undefined) query = query.where('opened_at', '>=', new Date(from));
    if (to !== undefined) query = query.where('opened_at', '<', new Date(to));
    if (q !== undefined) query = query.where(sql<boolean>`terms @> ${termsOf(q)}::text[]`);
    if (after !== undefined) {
      query = query.where((row) =>
        row(row.refTuple('opened_at', 'transaction_id'), '<', row.tuple(new Date(after.at), after.id)),
      );
    }
    const rows = await query
      .orderBy('opened_at', 'desc')
      .orderBy('transaction_id', 'desc')
      .limit(limit + 1)
      .execute();
    const documents = rows.map(({ document }) => document).filter(isOpened);
    return pageOf(documents, limit, ({ openedAt, transactionId }) => ({ at: openedAt, id: transactionId }));
  },
});

const isOpened = (document: AnyPosDocument): document is PosDocument => document.opened;
