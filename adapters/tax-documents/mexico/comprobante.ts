import { formatMinor } from '../../../domain/shared/money.ts';
import { formatMillionths } from './amounts.ts';
import { formOfPayment } from './forms-of-payment.ts';
import type { Making } from './making.ts';
import { paymentComplement } from './payment-complement.ts';
import { nameOf, receiverNode } from './receiver.ts';
import { relationNodes, stampedReference } from './relation.ts';
import { isGlobal, saleOf } from './sale.ts';
import { namespaces, node, type XmlNode } from './xml-node.ts';

/** A CFDI 4.0 without its seal: `Sello` is there, and empty. @throws Error for what cannot be said in one */
export const comprobante = (making: Making): XmlNode =>
  making.document.kind === 'payment_receipt' ? paymentComprobante(making) : saleComprobante(making);

const schemas = {
  cfdi: `${namespaces.cfdi} http://www.sat.gob.mx/sitio_internet/cfd/4/cfdv40.xsd`,
  pago20: `${namespaces.pago20} http://www.sat.gob.mx/sitio_internet/cfd/Pagos/Pagos20.xsd`,
};

const xsi = 'http://www.w3.org/2001/XMLSchema-instance';

const saleComprobante = (making: Making): XmlNode => {
  const { document, exchangeRate, formsOfPayment } = making;
  const { currency, kind, payment } = document;
  const sale = saleOf(making);
  return node(
    'cfdi:Comprobante',
    {
      'xmlns:cfdi': namespaces.cfdi,
      'xmlns:xsi': xsi,
      'xsi:schemaLocation': schemas.cfdi,
      ...headOf(making, formOfPayment(document, formsOfPayment)),
      SubTotal: formatMinor(sale.subtotal, currency),
      Descuento: sale.discount === 0 ? undefined : formatMinor(sale.discount, currency),
      Moneda: currency,
      TipoCambio: currency === 'MXN' ? undefined : formatMillionths(exchangeRate),
      Total: formatMinor(sale.total, currency),
      TipoDeComprobante: kind === 'credit_note' ? 'E' : 'I',
      Exportacion: notExported,
      MetodoPago: payment.terms === 'deferred' && kind !== 'credit_note' ? 'PPD' : 'PUE',
      LugarExpedicion: making.placeOfIssue,
    },
    [
      ...(isGlobal(document) ? [globalNode(making)] : []),
      ...relationNodes(document),
      ...partiesOf(making),
      sale.concepts,
      ...(sale.taxes === undefined ? [] : [sale.taxes]),
    ],
  );
};

const paymentComprobante = (making: Making): XmlNode => {
  const { document } = making;
  const concept = {
    ClaveProdServ: '84111506',
    Cantidad: '1',
    ClaveUnidad: 'ACT',
    Descripcion: 'Pago',
    ValorUnitario: '0',
    Importe: '0',
    ObjetoImp: '01',
  };
  return node(
    'cfdi:Comprobante',
    {
      'xmlns:cfdi': namespaces.cfdi,
      'xmlns:pago20': namespaces.pago20,
      'xmlns:xsi': xsi,
      'xsi:schemaLocation': `${schemas.cfdi} ${schemas.pago20}`,
      ...headOf(making),
      SubTotal: '0',
      Moneda: 'XXX',
      Total: '0',
      TipoDeComprobante: 'P',
      Exportacion: notExported,
      LugarExpedicion: making.placeOfIssue,
    },
    [
      ...partiesOf(making),
      node('cfdi:Conceptos', {}, [node('cfdi:Concepto', concept)]),
      node('cfdi:Complemento', {}, [paymentComplement(making, stampedReference(document, document.reference))]),
    ],
  );
};

const notExported = '01';

const headOf = (making: Making, form?: string): Readonly<Record<string, string | undefined>> => ({
  Version: '4.0',
  Serie: making.document.series,
  Folio: String(making.document.folio),
  Fecha: making.localTime,
  Sello: '',
  FormaPago: form,
  NoCertificado: making.certificateNumber,
  Certificado: making.certificate,
});

const partiesOf = ({ document, placeOfIssue }: Making): readonly XmlNode[] => [
  node('cfdi:Emisor', {
    Rfc: document.issuer.taxId,
    Nombre: nameOf(document.issuer.legalName),
    RegimenFiscal: document.issuer.activity,
  }),
  receiverNode(document, placeOfIssue),
];

/** Each sale to the public is summed up by itself, on its day. */
const globalNode = ({ localTime }: Making): XmlNode =>
  node('cfdi:InformacionGlobal', { Periodicidad: '01', Meses: localTime.slice(5, 7), Año: localTime.slice(0, 4) });
