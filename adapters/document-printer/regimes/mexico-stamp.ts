import type { DocumentBarcode } from '../../../domain/tax-document/document.ts';
import { barcodeImage } from '../barcode.ts';
import { html, type Html } from '../html.ts';
import type { XmlReader } from '../read-xml.ts';
import type { Fact } from '../representation.ts';

const complement = 'TimbreFiscalDigital';

/** What the PAC's seal is made over: the stamp's fields in the order that the SAT set. */
const originalChain = (xml: XmlReader): string => {
  const names = ['Version', 'UUID', 'FechaTimbrado', 'RfcProvCertif', 'Leyenda', 'SelloCFD', 'NoCertificadoSAT'];
  const fields = names.flatMap((name) => xml.attribute(complement, name) ?? []);
  return `||${fields.join('|')}||`;
};

const machine = (label: string, value: string | undefined): readonly Html[] =>
  value === undefined ? [] : [html`<p class="machine"><b>${label}</b> ${value}</p>`];

/** The stamp's fields, seals and barcode; nothing for a CFDI that has no stamp. */
export const mexicanStamp = (xml: XmlReader, barcode: DocumentBarcode | null): readonly Html[] => {
  const uuid = xml.attribute(complement, 'UUID');
  if (uuid === undefined) return [];
  return [
    ...(barcode === null ? [] : [barcodeImage(barcode, 'Código QR del SAT')]),
    ...machine('Folio fiscal (UUID)', uuid),
    ...machine('Fecha y hora de emisión', xml.attribute('Comprobante', 'Fecha')),
    ...machine('Fecha y hora de certificación', xml.attribute(complement, 'FechaTimbrado')),
    ...machine('No. de certificado del emisor', xml.attribute('Comprobante', 'NoCertificado')),
    ...machine('No. de certificado del SAT', xml.attribute(complement, 'NoCertificadoSAT')),
    ...machine('RFC del proveedor de certificación', xml.attribute(complement, 'RfcProvCertif')),
    ...machine('Sello digital del CFDI', xml.attribute(complement, 'SelloCFD')),
    ...machine('Sello digital del SAT', xml.attribute(complement, 'SelloSAT')),
    ...machine('Cadena original del complemento de certificación digital del SAT', originalChain(xml)),
    html`<p>Este documento es una representación impresa de un CFDI</p>`,
  ];
};

/** What a payment receipt says was paid, invoice by invoice. */
export const paidDocuments = (xml: XmlReader): readonly Fact[] =>
  xml
    .all('DoctoRelacionado')
    .map((attribute) => [
      `Factura pagada ${attribute('IdDocumento') ?? ''}`,
      `parcialidad ${attribute('NumParcialidad') ?? ''}: pagado ${attribute('ImpPagado') ?? ''}, ` +
        `saldo ${attribute('ImpSaldoInsoluto') ?? ''} ${attribute('MonedaDR') ?? ''}`,
    ]);
