import { formatMinor, type Minor, sum } from '../../../domain/shared/money.ts';
import type { DocumentContent, DocumentKind } from '../../../domain/tax-document/document.ts';
import type { NoteReason } from '../../../domain/tax-document/regimes/regime.ts';
import { formOfPayment } from './catalogues.ts';
import { anonymousConceptsOf, conceptsOf, traslados, type Concept, type GoodsCodesOf, type TaxShare } from './lines.ts';
import { isToThePublic, nameOf, receiverNode } from './parties.ts';
import { paymentComplement, stampedReference, type PaymentMaking } from './payments.ts';
import { formatMillionths, formatPrice } from './text.ts';
import { namespaces, node, type XmlNode } from './xml.ts';

/** Holds what a CFDI is made of. */
interface Making extends PaymentMaking {
  readonly certificateNumber: string;
  /** The certificate, DER in base64. */
  readonly certificate: string;
  /** The postal code where it is issued. */
  readonly placeOfIssue: string;
  readonly goodsCodesOf: GoodsCodesOf;
}

/** Writes a CFDI 4.0 without its seal: `Sello` is there, and empty. @throws Error for what cannot be said in one */
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

/** Sums up each sale to the public by itself, on its day. */
const globalNode = ({ localTime }: Making): XmlNode =>
  node('cfdi:InformacionGlobal', { Periodicidad: '01', Meses: localTime.slice(5, 7), Año: localTime.slice(0, 4) });

/** Holds what a CFDI over a sale, or over a change of one, says of money. */
interface Sale {
  readonly subtotal: Minor;
  readonly discount: Minor;
  readonly total: Minor;
  readonly concepts: XmlNode;
  /** Absent if nothing was to tax. */
  readonly taxes?: XmlNode;
}

/** Checks whether the document sums up sales to the public: an income without a named receiver. */
const isGlobal = (document: DocumentContent): boolean =>
  document.kind !== 'credit_note' && document.kind !== 'payment_receipt' && isToThePublic(document);

/** @throws Error if nothing in it costs anything: there is no such CFDI */
const saleOf = ({ document, goodsCodesOf }: Making): Sale => {
  const concepts = isGlobal(document) ? anonymousConceptsOf(document) : conceptsOf(document, goodsCodesOf);
  if (concepts.length === 0) throw new Error(`${document.documentId}: there is no CFDI over nothing`);
  const subtotal = sum(concepts.map(({ amount }) => amount));
  const discount = sum(concepts.map((concept) => concept.discount));
  const shares = byRate(concepts.map(({ share }) => share).filter(({ base }) => base > 0));
  return {
    subtotal,
    discount,
    total: subtotal - discount + sum(shares.map(({ tax }) => tax)),
    concepts: node(
      'cfdi:Conceptos',
      {},
      concepts.map((concept) => conceptNode(concept, document)),
    ),
    ...(shares.length > 0 && { taxes: taxesNode(shares, document) }),
  };
};

/** Adds up what the concepts have of each rate, in the order of their first. */
const byRate = (shares: readonly TaxShare[]): readonly TaxShare[] => {
  const sums = new Map<number, TaxShare>();
  for (const { rate, base, tax } of shares) {
    const before = sums.get(rate) ?? { base: 0, tax: 0 };
    sums.set(rate, { rate, base: before.base + base, tax: before.tax + tax });
  }
  return [...sums.values()];
};

/** c_ObjetoImp: subject to tax and taxed; subject to tax, but there is none. */
const taxable = '02';
const nothingToTax = '04';

const conceptNode = (concept: Concept, { currency }: DocumentContent): XmlNode => {
  const { amount, discount, share } = concept;
  const isTaxed = share.base > 0;
  return node(
    'cfdi:Concepto',
    {
      ClaveProdServ: concept.product,
      NoIdentificacion: concept.identification,
      Cantidad: concept.quantity,
      ClaveUnidad: concept.unit,
      Descripcion: concept.description,
      ValorUnitario: formatPrice(concept.unitValue),
      Importe: formatMinor(amount, currency),
      Descuento: discount === 0 ? undefined : formatMinor(discount, currency),
      ObjetoImp: isTaxed ? taxable : nothingToTax,
    },
    isTaxed ? [node('cfdi:Impuestos', {}, [traslados('cfdi', '', [share], currency)])] : [],
  );
};

const taxesNode = (shares: readonly TaxShare[], { currency }: DocumentContent): XmlNode => {
  const total = formatMinor(sum(shares.map(({ tax }) => tax)), currency);
  const isExempt = shares.every(({ rate }) => rate === 0);
  return node('cfdi:Impuestos', { TotalImpuestosTrasladados: isExempt ? undefined : total }, [
    traslados('cfdi', '', shares, currency),
  ]);
};

/** `cfdi:CfdiRelacionados`, if the document is about another one. @throws Error if that has no UUID */
const relationNodes = (document: DocumentContent): readonly XmlNode[] => {
  const { kind, noteReason, reference } = document;
  if (reference === null) return [];
  const { authorityReference } = stampedReference(document, reference);
  return [
    node('cfdi:CfdiRelacionados', { TipoRelacion: relationOf(kind, noteReason) }, [
      node('cfdi:CfdiRelacionado', { UUID: authorityReference }),
    ]),
  ];
};

const returns: readonly (NoteReason | null)[] = ['full_return', 'partial_return'];

/** c_TipoRelacion: return of goods, credit note, debit note, replacement. */
const relationOf = (kind: DocumentKind, reason: NoteReason | null): string => {
  if (kind === 'credit_note') return returns.includes(reason) ? '03' : '01';
  return kind === 'debit_note' ? '02' : '04';
};
