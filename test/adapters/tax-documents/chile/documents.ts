import type { TaxIssuer } from '../../../../domain/shared/document-policy.ts';
import type { TaxReceiver } from '../../../../domain/shared/tax-receiver.ts';
import type {
  DocumentReference,
  NumberedDocument,
  TaxLine,
  TaxTotals,
} from '../../../../domain/tax-document/document.ts';

export const issuer: TaxIssuer = {
  taxId: '76192083-9',
  legalName: 'Almacenes Ñandú & Cía. SpA',
  activity: 'Venta al por menor en comercios',
  activityCode: '471990',
  address: { name: 'Almacenes Ñandú', line1: 'Av. Providencia 1234', city: 'Providencia', country: 'CL' },
  addressCode: '',
};

export const receiver: TaxReceiver = {
  taxId: '60803000-K',
  legalName: 'Pérez & Hijos Ltda.',
  activity: 'Construcción',
  email: 'compras@perez.example',
  address: { name: 'Bodega', line1: 'Camino El Roble 5', line2: 'Galpón 2', city: 'Pudahuel', country: 'CL' },
};

/** A line of inclusive prices with VAT of 19%. */
export const taxLine = (changes: Partial<TaxLine> = {}): TaxLine => ({
  lineId: 'L1',
  sku: 'SKU-1',
  description: 'Té verde "Ñuble" <1 kg>',
  quantity: 2000,
  unitPrice: 1190,
  subtotal: 2380,
  discount: 0,
  taxRate: 190_000,
  net: 2000,
  exempt: 0,
  tax: 380,
  total: 2380,
  ...changes,
});

export const totalsOf = (lines: readonly TaxLine[]): TaxTotals => {
  const sum = (amount: (line: TaxLine) => number): number => lines.reduce((total, line) => total + amount(line), 0);
  const [net, exempt, tax, total] = [sum((l) => l.net), sum((l) => l.exempt), sum((l) => l.tax), sum((l) => l.total)];
  return {
    net,
    exempt,
    taxes: lines.some(({ taxRate }) => taxRate > 0) ? [{ rate: 190_000, base: net, amount: tax }] : [],
    tax,
    total,
  };
};

/** A receipt for nobody in particular, unless `changes` say otherwise. */
export const numbered = (changes: Partial<NumberedDocument> = {}): NumberedDocument => {
  const lines = changes.lines ?? [taxLine()];
  const documentType = changes.documentType ?? '39';
  return {
    documentId: 'O1.D1',
    orderId: 'O1',
    orderNumber: 'ORD-2026-000001',
    kind: 'receipt',
    regime: 'CL',
    documentType,
    series: documentType,
    currency: 'CLP',
    priceMode: 'inclusive',
    rounding: 'by_total',
    issuedAt: '2026-11-23T15:00:00.000Z',
    issuer,
    lines,
    totals: totalsOf(lines),
    payment: { method: 'webpay', terms: 'immediate' },
    reference: null,
    noteReason: null,
    reasonText: null,
    personal: { receiver: null },
    folio: 1,
    ...changes,
  };
};

/** An invoice for {@link receiver}. */
export const invoice = (changes: Partial<NumberedDocument> = {}): NumberedDocument =>
  numbered({ kind: 'invoice', documentType: '33', personal: { receiver }, ...changes });

export const referenceTo = (document: NumberedDocument): DocumentReference => ({
  documentId: document.documentId,
  kind: document.kind,
  documentType: document.documentType,
  series: document.series,
  folio: document.folio,
  issuedAt: document.issuedAt,
  total: document.totals.total,
  authorityReference: '17',
});

/** A credit note that takes back all of a document, unless `changes` say otherwise. */
export const creditNote = (changed: NumberedDocument, changes: Partial<NumberedDocument> = {}): NumberedDocument =>
  numbered({
    ...changed,
    documentId: 'O1.D2',
    kind: 'credit_note',
    documentType: '61',
    series: '61',
    issuedAt: '2026-11-25T02:30:00.000Z',
    reference: referenceTo(changed),
    noteReason: 'cancellation',
    reasonText: 'Pedido anulado a petición del cliente',
    ...changes,
  });

export const debitNote = (changed: NumberedDocument, changes: Partial<NumberedDocument> = {}): NumberedDocument =>
  creditNote(changed, {
    kind: 'debit_note',
    documentType: '56',
    series: '56',
    noteReason: 'increase',
    reasonText: 'Flete adicional',
    ...changes,
  });
