import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { DocumentKind } from '../../../domain/tax-document/document.ts';
import { chile } from '../../../domain/tax-document/regimes/chile.ts';
import type { SiiResolution } from './document.ts';
import { barcodeImage, html, type Html } from '../page/html.ts';
import { noticeOf, referenceText, unlessZero, spanish, type CountryPage } from '../page/representation.ts';

/** Describes a resolution whose date may be missing, as in the sandbox. */
type PrintedResolution = Pick<SiiResolution, 'number'> & Partial<SiiResolution>;

const names: Readonly<Record<DocumentKind, string>> = {
  invoice: 'FACTURA ELECTRÓNICA',
  receipt: 'BOLETA ELECTRÓNICA',
  credit_note: 'NOTA DE CRÉDITO ELECTRÓNICA',
  debit_note: 'NOTA DE DÉBITO ELECTRÓNICA',
  payment_receipt: 'COMPROBANTE DE PAGO',
};

/** `76123456-7` as people read it: `76.123.456-7`. */
const rut = (taxId: string): string => taxId.replace(/\B(?=(?:\d{3})+-)/g, '.');

const stamp = ({ barcode }: PrintableDocument, { number, date }: PrintedResolution): readonly Html[] => {
  if (barcode === null) return [];
  const year = date === undefined ? '' : ` de ${date.slice(0, 4)}`;
  return [
    html`<figure>
      ${barcodeImage(barcode, 'Timbre Electrónico SII')}
      <figcaption>
        Timbre Electrónico SII<br />
        Res. ${number}${year} - Verifique documento: www.sii.cl
      </figcaption>
    </figure>`,
  ];
};

/** Prints what the SII asks of documents. */
export const chilePage = (resolution: PrintedResolution): CountryPage => ({
  locale: chile,
  words: spanish,
  represent: (document, figures) => {
    const { issuer, totals, personal, reference } = document;
    return {
      typeName: names[document.kind],
      number: `Nº ${document.folio}`,
      issuerId: `R.U.T.: ${rut(issuer.taxId)}`,
      office: `S.I.I. - ${issuer.address.city.toLocaleUpperCase('es')}`,
      issuer: [['Giro', issuer.activity]],
      receiver: [['R.U.T.', personal.receiver && rut(personal.receiver.taxId)]],
      details: [],
      reference: referenceText(reference, ({ kind, folio }) => `${names[kind]} Nº ${folio}`, figures),
      totals: [
        ['Monto neto', unlessZero(totals.net, figures.money)],
        ['Monto exento', unlessZero(totals.exempt, figures.money)],
        ...totals.taxes.map(({ rate, amount }) => [`IVA ${figures.rate(rate)}`, figures.money(amount)] as const),
        ['Total', figures.money(totals.total)],
      ],
      notice: noticeOf(document, {
        validFrom: 'signed',
        pending: 'pendiente de timbrado',
        rejected: 'rechazado por el SII',
      }),
      foot: stamp(document, resolution),
    };
  },
});
