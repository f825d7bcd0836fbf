import type { Selectable } from 'kysely';
import type { OrderTables } from '../orders/table.ts';
import { keyset, matching, type Visibility } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { TaxDocumentTables } from './table.ts';
import type { TaxDocument, TaxDocumentSummary, TaxDocumentWithXml } from './view.ts';

export interface TaxDocumentQueries {
  /** Gives undefined if there is none, or its order is not `onlyCustomerId`'s. */
  getDocument(
    organizationId: string,
    documentId: string,
    visibility?: Visibility,
  ): Promise<TaxDocumentWithXml | undefined>;
  /** Gives an order's documents, in the order in which they were requested. */
  listDocuments(organizationId: string, orderId: string): Promise<readonly TaxDocument[]>;
  /** Gives the same in short: reads no document's words. */
  summarizeDocuments(organizationId: string, orderId: string): Promise<readonly TaxDocumentSummary[]>;
}

export interface PendingVerdictQueries {
  /** Lists documents of all organisations that await their verdict, in a fixed order, at most `limit`, those `after` one. */
  pendingVerdicts(
    limit: number,
    after?: { readonly organizationId: string; readonly documentId: string },
  ): Promise<readonly { readonly organizationId: string; readonly documentId: string }[]>;
}

export const taxDocumentQueries = (readModel: ReadModel): TaxDocumentQueries & PendingVerdictQueries => {
  const db = readModel.db.withTables<TaxDocumentTables & OrderTables>();
  const documents = db.selectFrom('tax_documents');
  const ofOrder = (organizationId: string, orderId: string) =>
    documents.where('organization_id', '=', organizationId).where('order_id', '=', orderId).orderBy('sequence');
  return {
    getDocument: async (organizationId, documentId, { onlyCustomerId } = {}) => {
      const found = matching(documents.select(['document', 'xml']), {
        organization_id: organizationId,
        document_id: documentId,
      });
      if (onlyCustomerId === undefined) return found.executeTakeFirst();
      return found
        .where('order_id', 'in', (theirs) =>
          theirs
            .selectFrom('orders')
            .select('orders.order_id')
            .whereRef('orders.organization_id', '=', 'tax_documents.organization_id')
            .whereRef('orders.order_id', '=', 'tax_documents.order_id')
            .where('orders.customer_id', '=', onlyCustomerId),
        )
        .executeTakeFirst();
    },

    listDocuments: async (organizationId, orderId) => {
      const rows = await ofOrder(organizationId, orderId).select('document').execute();
      return rows.map(({ document }) => document);
    },

    summarizeDocuments: async (organizationId, orderId) => {
      const rows = await ofOrder(organizationId, orderId).select(summaryColumns).execute();
      return rows.map(summaryOf);
    },

    pendingVerdicts: async (limit, after) => {
      const submitted = documents.select(['organization_id', 'document_id']).where('status', '=', 'submitted');
      const rows = await keyset(submitted, {
        by: ['organization_id', 'document_id'],
        after: after && [after.organizationId, after.documentId],
        limit,
      }).execute();
      return rows.map((row) => ({ organizationId: row.organization_id, documentId: row.document_id }));
    },
  };
};

const summaryColumns = [
  'document_id',
  'kind',
  'document_type',
  'series',
  'folio',
  'status',
  'currency',
  'total',
  'issued_at',
] as const;

type SummaryRow = Pick<Selectable<TaxDocumentTables['tax_documents']>, (typeof summaryColumns)[number]>;

const summaryOf = (row: SummaryRow): TaxDocumentSummary => ({
  documentId: row.document_id,
  kind: row.kind,
  documentType: row.document_type,
  series: row.series,
  folio: row.folio === null ? null : Number(row.folio),
  status: row.status,
  currency: row.currency,
  total: Number(row.total),
  issuedAt: row.issued_at.toISOString(),
});
