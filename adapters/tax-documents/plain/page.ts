import type { DocumentKind, DocumentReference } from '../../../domain/tax-document/document.ts';
import { plain } from '../../../domain/tax-document/regimes/plain.ts';
import { referenceText, unlessZero, english, type CountryPage } from '../page/representation.ts';

const names: Readonly<Record<DocumentKind, string>> = {
  invoice: 'INVOICE',
  receipt: 'RECEIPT',
  credit_note: 'CREDIT NOTE',
  debit_note: 'DEBIT NOTE',
  payment_receipt: 'PAYMENT RECEIPT',
};

const numberOf = ({ series, folio }: Pick<DocumentReference, 'series' | 'folio'>): string => `${series}-${folio}`;

/** Prints documents that only the shop cares for: valid as soon as they have their number. */
export const plainPage: CountryPage = {
  locale: { ...plain, date: { day: 'numeric', month: 'long', year: 'numeric' } },
  words: english,
  represent: (document, figures) => {
    const { issuer, totals, personal, reference } = document;
    return {
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
  },
};
