import type { Selectable } from 'kysely';
import type { ReadModel, ReadModelTables } from '../tables.ts';
import type { TaxDocument, TaxDocumentSummary, TaxDocumentWithXml } from './view.ts';

export interface TaxDocumentQueries {
  /** undefined if there is none, or its order is not `onlyCustomerId`'s. */
  getDocument(
    organizationId: string,
    documentId: string,
    options?: { readonly onlyCustomerId?: string },
  ): Promise<TaxDocumentWithXml | undefined>;
  /** An order's documents, in the order in which they were requested. */
  listDocuments(organizationId: string, orderId: string): Promise<readonly TaxDocument[]>;
  /** The same in short: reads no document's words. */
  summarizeDocuments(organizationId: string, orderId: string): Promise<readonly TaxDocumentSummary[]>;
}

export interface PendingVerdictQueries {
  /** Documents of all organisations that await their verdict, in a fixed order, at most `limit`, those `after` one. */
  pendingVerdicts(
    limit: number,
    after?: { readonly organizationId: string; readonly documentId: string },
  ): Promise<readonly { readonly organizationId: string; readonly documentId: string }[]>;
}

export const taxDocumentQueries = ({ db }: ReadModel): TaxDocumentQueries => {
  const ofOrder = (organizationId: string, orderId: string) =>
    db
      .selectFrom('tax_documents')
      .where('organization_id', '=', organizationId)
      .where('order_id', '=', orderId)
      .orderBy('sequence');
  return {
    getDocument: async (organizationId, documentId, { onlyCustomerId } = {}) => {
      let query = db
        .selectFrom('tax_documents')
        .select(['document', 'xml'])
        .where('organization_id', '=', organizationId)
        .where('document_id', '=', documentId);
      if (onlyCustomerId !== undefined) {
        query = query.where('order_id', 'in', (theirs) =>
          theirs
            .selectFrom('orders')
            .select('orders.order_id')
            .whereRef('orders.organization_id', '=', 'tax_documents.organization_id')
            .whereRef('orders.order_id', '=', 'tax_documents.order_id')
            .where('orders.customer_id', '=', onlyCustomerId),
        );
      }
      return query.executeTakeFirst();
    },

    listDocuments: async (organizationId, orderId) => {
      const rows = await ofOrder(organizationId, orderId).select('document').execute();
      return rows.map(({ document }) => document);
    },

    summarizeDocuments: async (organizationId, orderId) => {
      const rows = await ofOrder(organizationId, orderId).select(summaryColumns).execute();
      return rows.map(summaryOf);
    },
  };
};

export const pendingVerdictQueries = ({ db }: ReadModel): PendingVerdictQueries => ({
  pendingVerdicts: async (limit, after) => {
    const rows = await db
      .selectFrom('tax_documents')
      .select(['organization_id', 'document_id'])
      .where('status', '=', 'submitted')
      .$if(after !== undefined, (query) =>
        query.where((row) =>
          row(
            row.refTuple('organization_id', 'document_id'),
            '>',
            row.tuple(after?.organizationId ?? '', after?.documentId ?? ''),
          ),
        ),
      )
      .orderBy('organization_id')
      .orderBy('document_id')
      .limit(limit)
      .execute();
    return rows.map((row) => ({ organizationId: row.organization_id, documentId: row.document_id }));
  },
});

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

type SummaryRow = Pick<Selectable<ReadModelTables['tax_documents']>, (typeof summaryColumns)[number]>;

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
