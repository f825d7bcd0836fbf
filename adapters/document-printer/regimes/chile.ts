import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { DocumentKind } from '../../../domain/tax-document/document.ts';
import { barcodeImage } from '../barcode.ts';
import { figuresOf } from '../figures.ts';
import { html, type Html } from '../html.ts';
import { noticeOf, paperOf, referenceText, unlessZero, type Representation } from '../representation.ts';
import { spanish } from '../words.ts';

/** The resolution by which the SII allows an issuer electronic documents. `date` (ISO) may be missing where nobody has one. */
export interface SiiResolution {
  readonly number: number;
  readonly date?: string;
}

const names: Readonly<Record<DocumentKind, string>> = {
  invoice: 'FACTURA ELECTRÓNICA',
  receipt: 'BOLETA ELECTRÓNICA',
  credit_note: 'NOTA DE CRÉDITO ELECTRÓNICA',
  debit_note: 'NOTA DE DÉBITO ELECTRÓNICA',
  payment_receipt: 'COMPROBANTE DE PAGO',
};

/** `76123456-7` as people read it: `76.123.456-7`. */
const rut = (taxId: string): string => taxId.replace(/\B(?=(?:\d{3})+-)/g, '.');

const stamp = ({ barcode }: PrintableDocument, { number, date }: SiiResolution): readonly Html[] => {
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

/** What the SII asks of printed documents. */
export const chile =
  (resolution: SiiResolution) =>
  (document: PrintableDocument): Representation => {
    const { issuer, totals, personal, reference, currency } = document;
    const figures = figuresOf('CL', currency);
    return {
      paper: paperOf(document),
      words: spanish,
      figures,
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
  };
