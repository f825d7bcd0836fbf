import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { DocumentKind, DocumentReference } from '../../../domain/tax-document/document.ts';
import { figuresOf } from '../figures.ts';
import { readXml } from '../read-xml.ts';
import { noticeOf, paperOf, referenceText, unlessZero, type Representation } from '../representation.ts';
import { spanish } from '../words.ts';
import { mexicanStamp, paidDocuments } from './mexico-stamp.ts';

const names: Readonly<Record<DocumentKind, string>> = {
  invoice: 'FACTURA',
  receipt: 'FACTURA AL PÚBLICO EN GENERAL',
  credit_note: 'NOTA DE CRÉDITO',
  debit_note: 'NOTA DE DÉBITO',
  payment_receipt: 'RECIBO ELECTRÓNICO DE PAGO',
};

/** What the SAT's catalogues call their commonest codes; any other is shown as it is. */
const meanings: Readonly<Record<string, string>> = {
  PUE: 'Pago en una sola exhibición',
  PPD: 'Pago en parcialidades o diferido',
  '01': 'Efectivo',
  '03': 'Transferencia electrónica de fondos',
  '04': 'Tarjeta de crédito',
  '28': 'Tarjeta de débito',
  '31': 'Intermediario pagos',
  '99': 'Por definir',
};

const explained = (code: string | undefined): string | undefined => {
  const meaning = code === undefined ? undefined : meanings[code];
  return meaning === undefined ? code : `${code} ${meaning}`;
};

const numberOf = ({ series, folio }: Pick<DocumentReference, 'series' | 'folio'>): string => `${series} ${folio}`;

const referenceName = (reference: DocumentReference): string =>
  [names[reference.kind], numberOf(reference), reference.authorityReference].filter(Boolean).join(' ');

/** What the SAT asks of printed CFDI: most of it is in the XML that the PAC has stamped. */
export const mexico = (document: PrintableDocument): Representation => {
  const { issuer, totals, personal, reference, currency, barcode } = document;
  const figures = figuresOf('MX', currency);
  const xml = document.xml === null ? undefined : readXml(document.xml);
  return {
    paper: paperOf(document),
    words: spanish,
    figures,
    typeName: names[document.kind],
    number: `Serie y folio: ${numberOf(document)}`,
    issuerId: `RFC: ${issuer.taxId}`,
    office: null,
    issuer: [
      ['Régimen fiscal', xml?.attribute('Emisor', 'RegimenFiscal') ?? issuer.activity],
      ['Lugar de expedición', xml?.attribute('Comprobante', 'LugarExpedicion') ?? issuer.address.postal_code],
    ],
    receiver: [
      ['RFC', xml?.attribute('Receptor', 'Rfc') ?? personal.receiver?.taxId],
      ['Régimen fiscal', xml?.attribute('Receptor', 'RegimenFiscalReceptor') ?? personal.receiver?.taxRegime],
      ['Domicilio fiscal', xml?.attribute('Receptor', 'DomicilioFiscalReceptor')],
      ['Uso CFDI', xml?.attribute('Receptor', 'UsoCFDI') ?? personal.receiver?.cfdiUse],
    ],
    details: [
      ['Tipo de comprobante', document.documentType],
      ['Moneda', currency],
      [
        'Forma de pago',
        explained(xml?.attribute('Comprobante', 'FormaPago') ?? xml?.attribute('Pago', 'FormaDePagoP')),
      ],
      ['Método de pago', explained(xml?.attribute('Comprobante', 'MetodoPago'))],
      ...(xml === undefined ? [] : paidDocuments(xml)),
    ],
    reference: referenceText(reference, referenceName, figures),
    totals: [
      ['Subtotal', unlessZero(totals.net + totals.exempt, figures.money)],
      ...totals.taxes.map(({ rate, amount }) => [`IVA ${figures.rate(rate)}`, figures.money(amount)] as const),
      ['Total', figures.money(totals.total)],
    ],
    notice: noticeOf(document, {
      validFrom: 'accepted',
      pending: 'pendiente de timbrado',
      rejected: 'rechazado por el PAC',
    }),
    foot: xml === undefined ? [] : mexicanStamp(xml, barcode),
  };
};
