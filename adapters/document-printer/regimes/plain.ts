import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { DocumentKind, DocumentReference } from '../../../domain/tax-document/document.ts';
import { figuresOf } from '../figures.ts';
import { paperOf, referenceText, unlessZero, type Representation } from '../representation.ts';
import { english } from '../words.ts';

const names: Readonly<Record<DocumentKind, string>> = {
  invoice: 'INVOICE',
  receipt: 'RECEIPT',
  credit_note: 'CREDIT NOTE',
  debit_note: 'DEBIT NOTE',
  payment_receipt: 'PAYMENT RECEIPT',
};

const numberOf = ({ series, folio }: Pick<DocumentReference, 'series' | 'folio'>): string => `${series}-${folio}`;

/** A document that is nobody's business but the shop's: valid as soon as it has its number. */
export const plain = (document: PrintableDocument): Representation => {
  const { issuer, totals, personal, reference, currency } = document;
  const figures = figuresOf('plain', currency);
  return {
    paper: paperOf(document),
    words: english,
    figures,
    typeName: names[document.kind],
    number: `No. ${numberOf(document)}`,
    issuerId: issuer.taxId === '' ? null : `Tax ID: ${issuer.taxId}`,
    office: null,
    issuer: [[english.activity, issuer.activity]],
    receiver: [['Tax ID', personal.receiver?.taxId]],
    details: [],
    reference: referenceText(reference, (changed) => `${names[changed.kind]} ${numberOf(changed)}`, figures),
    totals: [
      ['Net', unlessZero(totals.net, figures.money)],
      ['Not taxed', unlessZero(totals.exempt, figures.money)],
      ...totals.taxes.map(({ rate, amount }) => [`Tax ${figures.rate(rate)}`, figures.money(amount)] as const),
      [english.total, figures.money(totals.total)],
    ],
    notice: null,
    foot: [],
  };
};
