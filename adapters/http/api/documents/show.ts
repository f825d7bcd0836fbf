import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import type { PrintableDocument } from '../../../../application/ports/document-printer.ts';
import type { DocumentState } from '../../../../domain/documents/state.ts';
import { quantityToWire } from '../../../../domain/shared/quantity.ts';
import type { TaxReceiver } from '../../../../domain/shared/tax-receiver.ts';
import type {
  TaxDocument,
  TaxDocumentSummary,
  TaxDocumentWithXml,
} from '../../../../projections/tax-documents/view.ts';
import { moneyIn } from '../shared/money.ts';
import type { document, documentSummary, taxReceiver } from './schema.ts';

const million = 1_000_000;

/** Holds what the write side's state and the read side's document have in common. */
type Facts = Pick<DocumentState, 'content' | 'status' | 'folio' | 'sha256' | 'authorityReference'> &
  Partial<Pick<TaxDocument, 'notes' | 'rejection'>>;

export const showDocument = (facts: Facts, version: number): z.input<typeof document> => {
  const { content, status, folio, sha256, authorityReference, notes = [], rejection = null } = facts;
  const { lines, totals, reference, issuer, personal } = content;
  const money = moneyIn(content.currency);
  return {
    document_id: content.documentId,
    kind: content.kind,
    document_type: content.documentType,
    series: content.series,
    folio,
    status,
    total: money(totals.total),
    issued_at: content.issuedAt,
    version,
    order_id: content.orderId,
    order_number: content.orderNumber,
    regime: content.regime,
    currency: content.currency,
    prices: content.priceMode,
    rounding: content.rounding,
    issuer: { tax_id: issuer.taxId, legal_name: issuer.legalName },
    receiver: personal.receiver === null ? null : showReceiver(personal.receiver),
    items: lines.map((line) => ({
      order_item_id: line.lineId,
      sku: line.sku,
      description: line.description,
      quantity: quantityToWire(line.quantity),
      unit_price: money(line.unitPrice),
      subtotal: money(line.subtotal),
      discount: money(line.discount),
      tax_rate: line.taxRate / million,
      net: money(line.net),
      exempt: money(line.exempt),
      tax: money(line.tax),
      total: money(line.total),
    })),
    totals: {
      net: money(totals.net),
      exempt: money(totals.exempt),
      taxes: totals.taxes.map(({ rate, base, amount }) => ({
        rate: rate / million,
        base: money(base),
        amount: money(amount),
      })),
      tax: money(totals.tax),
      total: money(totals.total),
    },
    reference: reference && {
      document_id: reference.documentId,
      document_type: reference.documentType,
      series: reference.series,
      folio: reference.folio,
      issued_at: reference.issuedAt,
    },
    reason: content.reasonText,
    authority_reference: authorityReference,
    authority_notes: [...notes],
    rejection,
    xml_sha256: sha256,
  };
};

/** Makes a document as its order shows it. */
export const showDocumentSummary = (summary: TaxDocumentSummary): z.input<typeof documentSummary> => ({
  document_id: summary.documentId,
  kind: summary.kind,
  document_type: summary.documentType,
  series: summary.series,
  folio: summary.folio,
  status: summary.status,
  total: moneyIn(summary.currency)(summary.total),
  issued_at: summary.issuedAt,
});

/** Makes a document as it is printed; undefined before it has its number. */
export const printable = ({ document, xml }: TaxDocumentWithXml): PrintableDocument | undefined => {
  const { content, status, folio, authorityReference, barcode } = document;
  if (folio === null || status === 'requested') return undefined;
  return { ...content, folio, status, authorityReference, barcode, xml };
};

/** Shows whom a document is made out to. */
export const showReceiver = ({
  taxId,
  legalName,
  taxRegime,
  cfdiUse,
  ...rest
}: TaxReceiver): z.input<typeof taxReceiver> => ({
  tax_id: taxId,
  legal_name: legalName,
  ...given({ tax_regime: taxRegime, cfdi_use: cfdiUse }),
  ...rest,
});

/** Reads the same from the wire. */
export const readReceiver = ({
  tax_id,
  legal_name,
  tax_regime,
  cfdi_use,
  ...rest
}: z.output<typeof taxReceiver>): TaxReceiver => ({
  taxId: tax_id,
  legalName: legal_name,
  ...given({ taxRegime: tax_regime, cfdiUse: cfdi_use }),
  ...rest,
});
