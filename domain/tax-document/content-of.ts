import type { DocumentContent } from './document.ts';
import type { DocumentRequested } from './events.ts';

/** What a document says, out of the event that froze it. */
export const contentOf = ({ data }: DocumentRequested): DocumentContent => ({
  documentId: data.documentId,
  orderId: data.orderId,
  orderNumber: data.orderNumber,
  kind: data.kind,
  regime: data.regime,
  documentType: data.documentType,
  series: data.series,
  currency: data.currency,
  priceMode: data.priceMode,
  rounding: data.rounding,
  issuedAt: data.issuedAt,
  issuer: data.issuer,
  lines: data.lines,
  totals: data.totals,
  payment: data.payment,
  reference: data.reference,
  noteReason: data.noteReason,
  reasonText: data.reasonText,
  personal: data.personal,
});
