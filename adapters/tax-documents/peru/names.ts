import type { NumberedDocument } from '../../../domain/tax-document/document.ts';

/** What SUNAT calls a document within its issuer: `F001-42`. */
export const numberOf = ({ series, folio }: { readonly series: string; readonly folio: number }): string =>
  `${series}-${folio}`;

/** What its files are called: `20131312955-01-F001-42`. */
export const fileNameOf = (document: NumberedDocument): string =>
  `${document.issuer.taxId}-${document.documentType}-${numberOf(document)}`;
