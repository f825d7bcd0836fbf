import type { PrintableDocument } from '../../../../../application/ports/document-printer.ts';
import type { TaxLine } from '../../../../../domain/tax-document/document.ts';
import type { TaxIssuer } from '../../../../../domain/shared/document-policy.ts';

const line = (lineId: string, description: string, subtotal: number, discount: number, net: number): TaxLine => ({
  lineId,
  sku: `SKU-${lineId}`,
  description,
  quantity: 1000,
  unitPrice: subtotal,
  subtotal,
  discount,
  taxRate: 190_000,
  net,
  exempt: 0,
  tax: subtotal - discount - net,
  total: subtotal - discount,
});

const issuer = (taxId: string, legalName: string, country: string): TaxIssuer => ({
  taxId,
  legalName,
  activity: 'Venta al por menor',
  activityCode: '471990',
  address: { name: legalName, line1: 'Av. Principal 1', city: 'Ñuñoa', postal_code: '06000', country },
  addressCode: '',
});

/** 10,000 pesos of tea, signed: at the turn of the day in Chile. */
export const chileanInvoice: PrintableDocument = {
  documentId: 'o1.D1',
  orderId: 'o1',
  orderNumber: 'ORD-2026-000001',
  kind: 'invoice',
  regime: 'CL',
  documentType: '33',
  series: '33',
  folio: 1234,
  currency: 'CLP',
  priceMode: 'inclusive',
  rounding: 'by_total',
  issuedAt: '2026-11-24T02:59:59.000Z',
  issuer: issuer('76123456-0', 'Comercial Ñandú & Cía. SpA', 'CL'),
  lines: [
    line('L1', 'Té <negro>', 5000, 454, 3820),
    line('L2', 'Té verde', 3000, 273, 2292),
    { ...line('L3', 'Té blanco', 3000, 273, 2291), quantity: 1250, unitPrice: 2400 },
  ],
  totals: {
    net: 8403,
    exempt: 0,
    taxes: [{ rate: 190_000, base: 8403, amount: 1597 }],
    tax: 1597,
    total: 10_000,
  },
  payment: { method: 'cash', terms: 'immediate' },
  reference: null,
  noteReason: null,
  reasonText: null,
  personal: {
    receiver: {
      taxId: '11111111-1',
      legalName: 'Ana "la Té" O’Higgins',
      activity: 'Cafetería',
      address: { name: 'Ana', line1: 'Calle 2', city: 'Arica', country: 'CL' },
    },
  },
  status: 'signed',
  authorityReference: null,
  barcode: {
    symbology: 'pdf417',
    text: `<TED version="1.0"><DD><RE>76123456-0</RE><IT1>Té</IT1>${'<A>x</A>'.repeat(80)}</DD></TED>`,
  },
  xml: '<DTE/>',
};

export const chileanReceipt: PrintableDocument = {
  ...chileanInvoice,
  kind: 'receipt',
  documentType: '39',
  series: '39',
  personal: { receiver: null },
};

export const chileanNote: PrintableDocument = {
  ...chileanInvoice,
  kind: 'credit_note',
  documentType: '61',
  series: '61',
  folio: 7,
  reference: {
    documentId: 'o1.D1',
    kind: 'invoice',
    documentType: '33',
    series: '33',
    folio: 1234,
    issuedAt: chileanInvoice.issuedAt,
    total: 10_000,
    authorityReference: null,
  },
  noteReason: 'partial_return',
};

const peruvianXml = `<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cbc="urn:cbc" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
  <ds:Signature><ds:SignedInfo><ds:DigestValue>q1w2e3=</ds:DigestValue></ds:SignedInfo></ds:Signature>
  <cbc:Note>otra leyenda</cbc:Note>
  <cbc:Note languageLocaleID="1000">MIL DOSCIENTOS TREINTA Y CUATRO CON 56/100 SOLES</cbc:Note>
</Invoice>`;

export const peruvianInvoice: PrintableDocument = {
  ...chileanInvoice,
  regime: 'PE',
  documentType: '01',
  series: 'F001',
  folio: 123,
  currency: 'PEN',
  issuer: issuer('20000000001', 'Comercial S.A.C.', 'PE'),
  lines: [line('L1', 'Café', 123_456, 0, 104_624)],
  totals: {
    net: 104_124,
    exempt: 590,
    taxes: [{ rate: 180_000, base: 104_124, amount: 18_742 }],
    tax: 18_742,
    total: 123_456,
  },
  personal: { receiver: { taxId: '20100070970', legalName: 'Bodega SAC' } },
  barcode: { symbology: 'qrcode', text: '20000000001|01|F001|123|187.42|1234.56|2026-11-23|6|20100070970|q1w2e3=' },
  xml: peruvianXml,
};

const mexicanXml = `<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" Fecha="2026-11-23T20:59:59" FormaPago="04" NoCertificado="30001000000500003416" MetodoPago="PUE" LugarExpedicion="06000">
  <cfdi:Emisor Rfc="EKU9003173C9" RegimenFiscal="601"/>
  <cfdi:Receptor Rfc="URE180429TM6" UsoCFDI="G03" RegimenFiscalReceptor="601" DomicilioFiscalReceptor="65000"/>
  <cfdi:Complemento>
    <tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" Version="1.1" UUID="5C7B0622-01B4-4EB8-96D0-E0DEBD89FF0F" FechaTimbrado="2026-11-23T21:00:01" RfcProvCertif="SPR190613I52" SelloCFD="c2VsbG8=" NoCertificadoSAT="30001000000500003456" SelloSAT="U0FU"/>
  </cfdi:Complemento>
</cfdi:Comprobante>`;

export const mexicanInvoice: PrintableDocument = {
  ...chileanInvoice,
  regime: 'MX',
  documentType: 'I',
  series: 'A',
  folio: 42,
  currency: 'MXN',
  issuer: issuer('EKU9003173C9', 'ESCUELA KEMPER URGATE', 'MX'),
  lines: [line('L1', 'Mezcal', 123_456, 0, 106_428)],
  totals: {
    net: 106_428,
    exempt: 0,
    taxes: [{ rate: 160_000, base: 106_428, amount: 17_028 }],
    tax: 17_028,
    total: 123_456,
  },
  personal: { receiver: { taxId: 'URE180429TM6', legalName: 'UNIVERSIDAD ROBOTICA ESPAÑOLA' } },
  status: 'accepted',
  authorityReference: '5C7B0622-01B4-4EB8-96D0-E0DEBD89FF0F',
  barcode: {
    symbology: 'qrcode',
    text: 'https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx?id=5C7B0622-01B4-4EB8-96D0-E0DEBD89FF0F&re=EKU9003173C9&rr=URE180429TM6&tt=1234.56&fe=c2VsbG8=',
  },
  xml: mexicanXml,
};

export const plainReceipt: PrintableDocument = {
  ...chileanReceipt,
  regime: 'plain',
  documentType: 'receipt',
  series: 'R',
  folio: 9,
  currency: 'GBP',
  status: 'numbered',
  barcode: null,
  xml: null,
};
