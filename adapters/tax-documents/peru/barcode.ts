import type { DocumentBarcode, NumberedDocument } from '../../../domain/tax-document/document.ts';
import { formatMinor } from '../../../domain/shared/money.ts';
import { limaTime } from './lima-time.ts';
import { identityOf } from './parties.ts';

/** The QR code that SUNAT wants on the printed page: what the document says in short, and the digest of its signature. */
export const barcodeOf = (document: NumberedDocument, digest: string): DocumentBarcode => {
  const { issuer, documentType, series, folio, totals, currency, issuedAt, personal } = document;
  const { scheme, number } = identityOf(personal.receiver);
  const fields = [
    issuer.taxId,
    documentType,
    series,
    String(folio),
    formatMinor(totals.tax, currency),
    formatMinor(totals.total, currency),
    limaTime(issuedAt).date,
    scheme,
    number,
    digest,
  ];
  return { symbology: 'qrcode', text: fields.join('|') };
};
