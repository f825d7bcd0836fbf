import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { DocumentKind, DocumentReference } from '../../../domain/tax-document/document.ts';
import { peru } from '../../../domain/tax-document/regimes/peru.ts';
import { barcodeImage, html, type Html } from '../page/html.ts';
import { noticeOf, referenceText, unlessZero, spanish, type CountryPage } from '../page/representation.ts';
import { elements, parseXml, textIn } from '../xml.ts';

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
const amountInWords = '1000';

/** Names the id by its length: a DNI has eight digits, a RUC eleven. */
const idLabelOf = (taxId: string | undefined): string => (taxId?.length === 8 ? 'DNI' : 'RUC');

const foot = ({ kind, barcode, xml }: PrintableDocument): readonly Html[] => {
  if (xml === null) return [];
  const parsed = parseXml(xml);
  const notes = elements(parsed, 'Note');
  const words = notes.find((note) => note.getAttribute('languageLocaleID') === amountInWords)?.textContent?.trim();
  const digest = textIn(parsed, 'DigestValue');
  return [
    ...(words === undefined ? [] : [html`<p>Son: ${words}</p>`]),
    ...(barcode === null ? [] : [barcodeImage(barcode, 'Código QR de SUNAT')]),
    ...(digest === undefined ? [] : [html`<p class="machine">Valor resumen: ${digest}</p>`]),
    html`<p>Representación impresa de la ${names[kind]}. Consulte el comprobante en www.sunat.gob.pe</p>`,
  ];
};

/** Prints what SUNAT asks of documents. */
export const peruPage: CountryPage = {
  locale: { ...peru, symbols: { PEN: 'S/' } },
  words: spanish,
  represent: (document, figures) => {
    const { issuer, totals, personal, reference, currency } = document;
    const receiverId = personal.receiver?.taxId;
    return {
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
  },
};
