import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { DocumentKind, DocumentReference } from '../../../domain/tax-document/document.ts';
import { barcodeImage } from '../barcode.ts';
import { figuresOf } from '../figures.ts';
import { html, type Html } from '../html.ts';
import { readXml } from '../read-xml.ts';
import { noticeOf, paperOf, referenceText, unlessZero, type Representation } from '../representation.ts';
import { spanish } from '../words.ts';

const names: Readonly<Record<DocumentKind, string>> = {
  invoice: 'FACTURA ELECTRÓNICA',
  receipt: 'BOLETA DE VENTA ELECTRÓNICA',
  credit_note: 'NOTA DE CRÉDITO ELECTRÓNICA',
  debit_note: 'NOTA DE DÉBITO ELECTRÓNICA',
  payment_receipt: 'COMPROBANTE DE PAGO',
};

const numberOf = ({ series, folio }: Pick<DocumentReference, 'series' | 'folio'>): string =>
  `${series}-${String(folio).padStart(8, '0')}`;

/** SUNAT's catalogue 52: the legend that has the amount in words. */
const amountInWords = { name: 'languageLocaleID', value: '1000' };

/** A DNI has eight digits, a RUC eleven. */
const idLabelOf = (taxId: string | undefined): string => (taxId?.length === 8 ? 'DNI' : 'RUC');

const foot = ({ kind, barcode, xml }: PrintableDocument): readonly Html[] => {
  if (xml === null) return [];
  const reader = readXml(xml);
  const words = reader.text('Note', amountInWords);
  const digest = reader.text('DigestValue');
  return [
    ...(words === undefined ? [] : [html`<p>Son: ${words}</p>`]),
    ...(barcode === null ? [] : [barcodeImage(barcode, 'Código QR de SUNAT')]),
    ...(digest === undefined ? [] : [html`<p class="machine">Valor resumen: ${digest}</p>`]),
    html`<p>Representación impresa de la ${names[kind]}. Consulte el comprobante en www.sunat.gob.pe</p>`,
  ];
};

/** What SUNAT asks of printed documents. */
export const peru = (document: PrintableDocument): Representation => {
  const { issuer, totals, personal, reference, currency } = document;
  const figures = figuresOf('PE', currency);
  const receiverId = personal.receiver?.taxId;
  return {
    paper: paperOf(document),
    words: spanish,
    figures,
    typeName: names[document.kind],
    number: numberOf(document),
    issuerId: `RUC ${issuer.taxId}`,
    office: null,
    issuer: [],
    receiver: [[idLabelOf(receiverId), receiverId]],
    details: [['Moneda', currency]],
    reference: referenceText(reference, (changed) => `${names[changed.kind]} ${numberOf(changed)}`, figures),
    totals: [
      ['Op. gravada', unlessZero(totals.net, figures.money)],
      ['Op. exonerada', unlessZero(totals.exempt, figures.money)],
      ...totals.taxes.map(({ rate, amount }) => [`IGV ${figures.rate(rate)}`, figures.money(amount)] as const),
      ['Importe total', figures.money(totals.total)],
    ],
    notice: noticeOf(document, {
      validFrom: 'signed',
      pending: 'pendiente de firma',
      rejected: 'rechazado por SUNAT',
    }),
    foot: foot(document),
  };
};
