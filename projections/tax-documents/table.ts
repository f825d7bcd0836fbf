import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { table } from '../runner/table.ts';
import { evolveDocuments } from './evolve.ts';
import type { OrderTaxDocuments, TaxDocumentWithXml } from './view.ts';

const { text, optionalText, bigint, optionalBigint, integer, timestamp } = columnsOf<TaxDocumentWithXml>();

/** Keeps tax documents, one row each; the XML beside what is shown of it, so that lists do not read it. */
export const taxDocuments = defineReadModel({
  name: 'tax_documents',
  version: 1,
  categories: ['documents'],
  subject: 'a document',
  evolve: evolveDocuments,
  tables: {
    tax_documents: table({
      since: '0005_tax_documents',
      columns: {
        // `<order id>.D<sequence>`
        document_id: text(({ document }) => document.content.documentId),
        order_id: text(({ document }) => document.content.orderId),
        sequence: integer((_, __, index) => index + 1),
        kind: text(({ document }) => document.content.kind),
        document_type: text(({ document }) => document.content.documentType),
        series: text(({ document }) => document.content.series),
        folio: optionalBigint(({ document }) => document.folio),
        status: text(({ document }) => document.status),
        currency: text(({ document }) => document.content.currency),
        total: bigint(({ document }) => document.content.totals.total),
        issued_at: timestamp(({ document }) => document.content.issuedAt),
        authority_reference: optionalText(({ document }) => document.authorityReference),
        xml: optionalText(({ xml }) => xml),
        version: integer(({ document }) => document.version),
      },
      key: ['document_id'],
      indexes: [
        '(organization_id, order_id, sequence)',
        // Those that the authority has yet to judge.
        `(organization_id, document_id) where status = 'submitted'`,
      ],
      stream: 'order_id',
      rows: ({ documents }: OrderTaxDocuments) => documents,
      written: 'changed',
      document: ({ document }) => document,
      load: {
        order: ['sequence'],
        document: (rows) => ({
          version: Math.max(...rows.map(({ document }) => document.version)),
          documents: rows.map(({ document, xml }) => ({ document, xml })),
        }),
      },
    }),
  },
});

export type TaxDocumentTables = TablesOf<typeof taxDocuments>;
