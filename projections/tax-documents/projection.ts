import { streamName } from '../../domain/shared/stream.ts';
import { among, upsertDocuments } from '../runner/rows.ts';
import type { StreamRef } from '../runner/projection.ts';
import { streamProjection, type StreamDocument } from '../runner/stream-projection.ts';
import type { ReadModel } from '../tables.ts';
import { evolveDocuments } from './evolve.ts';
import type { OrderTaxDocuments, TaxDocumentWithXml } from './view.ts';

const loadDocuments = async (
  { db }: ReadModel,
  streams: readonly StreamRef[],
): Promise<ReadonlyMap<string, OrderTaxDocuments>> => {
  const rows = await db
    .selectFrom('tax_documents')
    .select(['organization_id', 'order_id', 'document', 'xml'])
    .where(among('order_id', streams))
    .orderBy('sequence')
    .execute();
  const loaded = new Map<string, OrderTaxDocuments>();
  for (const { organization_id, order_id, document, xml } of rows) {
    const stream = streamName('documents', organization_id, order_id);
    const { version, documents } = loaded.get(stream) ?? { version: 0, documents: [] };
    loaded.set(stream, {
      version: Math.max(version, document.version),
      documents: [...documents, { document, xml }],
    });
  }
  return loaded;
};

/** Tax documents, one row each; the XML beside what is shown of it, so that lists do not read it. */
export const taxDocumentsProjection = streamProjection<'documents', OrderTaxDocuments>({
  name: 'tax_documents',
  version: 1,
  categories: ['documents'],
  tables: ['tax_documents'],
  handles: () => true,
  versionOf: ({ version }) => version,
  evolve: (before, { event, recorded }) => evolveDocuments(before, event, recorded.version),
  load: loadDocuments,

  save: (readModel, changed) => {
    const rows = changed.flatMap(changedDocuments);
    return upsertDocuments(
      readModel,
      'tax_documents',
      ['organization_id', 'document_id'],
      rows.map(({ organizationId, sequence, document: { content, ...document }, xml }) => ({
        organization_id: organizationId,
        document_id: content.documentId,
        order_id: content.orderId,
        sequence,
        kind: content.kind,
        document_type: content.documentType,
        series: content.series,
        folio: document.folio,
        status: document.status,
        currency: content.currency,
        total: content.totals.total,
        issued_at: content.issuedAt,
        authority_reference: document.authorityReference,
        xml,
        version: document.version,
      })),
      rows.map(({ document }) => document),
    );
  },
});

interface ChangedDocument extends TaxDocumentWithXml {
  readonly organizationId: string;
  /** Its place among the order's documents, from 1. */
  readonly sequence: number;
}

const changedDocuments = ({
  organizationId,
  document: { documents },
  before,
}: StreamDocument<OrderTaxDocuments>): readonly ChangedDocument[] =>
  documents.flatMap((row, index) =>
    row === before?.documents[index] ? [] : [{ ...row, organizationId, sequence: index + 1 }],
  );
