import type { DocumentKind, DocumentReference, DocumentBarcode } from '../../../domain/tax-document/document.ts';
import { mexico } from '../../../domain/tax-document/regimes/mexico.ts';
import { barcodeImage, html, type Html } from '../page/html.ts';
import { noticeOf, referenceText, unlessZero, spanish, type CountryPage, type Fact } from '../page/representation.ts';
import { attributeIn, elements, parseXml } from '../xml.ts';
import type { Document } from '@xmldom/xmldom';

const names: Readonly<Record<DocumentKind, string>> = {
  invoice: 'FACTURA',
  receipt: 'FACTURA AL PÚBLICO EN GENERAL',
  credit_note: 'NOTA DE CRÉDITO',
  debit_note: 'NOTA DE DÉBITO',
  payment_receipt: 'RECIBO ELECTRÓNICO DE PAGO',
};

/** Says what the SAT's catalogues call their commonest codes; any other is shown as it is. */
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

/** Prints what the SAT asks of CFDI: most of it is in the XML that the PAC has stamped. */
export const mexicoPage: CountryPage = {
  locale: mexico,
  words: spanish,
  represent: (document, figures) => {
    const { issuer, totals, personal, reference, currency, barcode } = document;
    const xml = document.xml === null ? undefined : parseXml(document.xml);
    const read = (element: string, attribute: string) => xml && attributeIn(xml, element, attribute);
    return {
      typeName: names[document.kind],
      number: `Serie y folio: ${numberOf(document)}`,
      issuerId: `RFC: ${issuer.taxId}`,
      office: null,
      issuer: [
        ['Régimen fiscal', read('Emisor', 'RegimenFiscal') ?? issuer.activity],
        ['Lugar de expedición', read('Comprobante', 'LugarExpedicion') ?? issuer.address.postal_code],
      ],
      receiver: [
        ['RFC', read('Receptor', 'Rfc') ?? personal.receiver?.taxId],
        ['Régimen fiscal', read('Receptor', 'RegimenFiscalReceptor') ?? personal.receiver?.taxRegime],
        ['Domicilio fiscal', read('Receptor', 'DomicilioFiscalReceptor')],
        ['Uso CFDI', read('Receptor', 'UsoCFDI') ?? personal.receiver?.cfdiUse],
      ],
      details: [
        ['Tipo de comprobante', document.documentType],
        ['Moneda', currency],
        ['Forma de pago', explained(read('Comprobante', 'FormaPago') ?? read('Pago', 'FormaDePagoP'))],
        ['Método de pago', explained(read('Comprobante', 'MetodoPago'))],
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
  },
};

const complement = 'TimbreFiscalDigital';

/** Says what the PAC's seal is made over: the stamp's fields in the order that the SAT set. */
const originalChain = (xml: Document): string => {
  const names = ['Version', 'UUID', 'FechaTimbrado', 'RfcProvCertif', 'Leyenda', 'SelloCFD', 'NoCertificadoSAT'];
  const fields = names.flatMap((name) => attributeIn(xml, complement, name) ?? []);
  return `||${fields.join('|')}||`;
};

const machine = (label: string, value: string | undefined): readonly Html[] =>
  value === undefined ? [] : [html`<p class="machine"><b>${label}</b> ${value}</p>`];

/** Writes the stamp's fields, seals and barcode; nothing for a CFDI that has no stamp. */
const mexicanStamp = (xml: Document, barcode: DocumentBarcode | null): readonly Html[] => {
  const uuid = attributeIn(xml, complement, 'UUID');
  if (uuid === undefined) return [];
  return [
    ...(barcode === null ? [] : [barcodeImage(barcode, 'Código QR del SAT')]),
    ...machine('Folio fiscal (UUID)', uuid),
    ...machine('Fecha y hora de emisión', attributeIn(xml, 'Comprobante', 'Fecha')),
    ...machine('Fecha y hora de certificación', attributeIn(xml, complement, 'FechaTimbrado')),
    ...machine('No. de certificado del emisor', attributeIn(xml, 'Comprobante', 'NoCertificado')),
    ...machine('No. de certificado del SAT', attributeIn(xml, complement, 'NoCertificadoSAT')),
    ...machine('RFC del proveedor de certificación', attributeIn(xml, complement, 'RfcProvCertif')),
    ...machine('Sello digital del CFDI', attributeIn(xml, complement, 'SelloCFD')),
    ...machine('Sello digital del SAT', attributeIn(xml, complement, 'SelloSAT')),
    ...machine('Cadena original del complemento de certificación digital del SAT', originalChain(xml)),
    html`<p>Este documento es una representación impresa de un CFDI</p>`,
  ];
};

/** Lists what was paid, invoice by invoice. */
const paidDocuments = (xml: Document): readonly Fact[] =>
  elements(xml, 'DoctoRelacionado').map((paid) => {
    const read = (name: string): string => paid.getAttribute(name) ?? '';
    return [
      `Factura pagada ${read('IdDocumento')}`,
      `parcialidad ${read('NumParcialidad')}: pagado ${read('ImpPagado')}, ` +
        `saldo ${read('ImpSaldoInsoluto')} ${read('MonedaDR')}`,
    ];
  });
