import fc from 'fast-check';
import type { TaxRounding } from '../../../../domain/tax-document/regimes/regime.ts';
import type { TaxIssuer } from '../../../../domain/shared/document-policy.ts';
import { extend, type Minor } from '../../../../domain/shared/money.ts';
import type { RatePpm, TaxMode } from '../../../../domain/shared/policy.ts';
import { taxOn } from '../../../../domain/shared/pricing/tax.ts';
import type { TaxReceiver } from '../../../../domain/shared/tax-receiver.ts';
import type { DocumentReference, NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { adjustmentSku, shippingSku } from '../../../../domain/tax-document/note-parts.ts';
import { taxLines, totalsOf, type PricedPart } from '../../../../domain/tax-document/tax-lines.ts';

/** The SAT's test tax payers. */
export const issuer: TaxIssuer = {
  taxId: 'EKU9003173C9',
  legalName: 'Escuela Kemper Urgate',
  activity: '601',
  activityCode: '',
  address: {
    name: 'Escuela Kemper Urgate',
    line1: 'Reforma 1',
    city: 'Ciudad de México',
    postal_code: '42501',
    country: 'MX',
  },
  addressCode: '',
};

export const buyer: TaxReceiver = {
  taxId: 'FUNK671228PH6',
  legalName: 'Karla Fuente Nolasco',
  taxRegime: '612',
  cfdiUse: 'G03',
  address: { name: 'Karla Fuente', line1: 'Sur 2', city: 'Puebla', postal_code: '01160', country: 'MX' },
};

export const invoiceUuid = '5FA3B6C0-0A6E-4F3A-9E6B-1C2D3E4F5A6B';

export const invoice: DocumentReference = {
  documentId: 'o1.D1',
  kind: 'invoice',
  documentType: 'I',
  series: 'A',
  folio: 7,
  issuedAt: '2026-11-20T18:00:00.000Z',
  total: 11_600,
  authorityReference: invoiceUuid,
};

/** A line by its price; unless told one piece at 16%. */
export interface Line {
  readonly unitPrice: Minor;
  readonly quantity?: number;
  readonly discount?: Minor;
  readonly rate?: RatePpm;
  /** No goods: shipping, or what a note adjusts. */
  readonly other?: typeof shippingSku | typeof adjustmentSku;
}

export interface Pricing {
  readonly lines: readonly Line[];
  readonly priceMode?: TaxMode;
  readonly rounding?: TaxRounding;
}

const partOf = (line: Line, index: number, priceMode: TaxMode): PricedPart => {
  const { unitPrice, quantity = 1000, discount = 0, rate = 160_000, other } = line;
  const subtotal = extend(unitPrice, quantity);
  const priced = subtotal - discount;
  return {
    lineId: other === undefined ? `L${index + 1}` : null,
    sku: other ?? `SKU-${index + 1}`,
    description: other ?? `Lámpara "${index + 1}" <grande> & roja | á`,
    quantity,
    taxRate: rate,
    total: priceMode === 'inclusive' ? priced : priced + taxOn(priced, rate, 'exclusive'),
    listed: { unitPrice, subtotal },
  };
};

/** An invoice over what is priced, as the engine takes it apart; `changes` make it something else. */
export const documentOf = (
  { lines, priceMode = 'inclusive', rounding = 'by_total' }: Pricing,
  changes: Partial<NumberedDocument> = {},
): NumberedDocument => {
  const split = taxLines(
    lines.map((line, index) => partOf(line, index, priceMode)),
    { priceMode, rounding },
  );
  return {
    documentId: 'o1.D1',
    orderId: 'o1',
    orderNumber: 'ORD-2026-00042',
    kind: 'invoice',
    regime: 'MX',
    documentType: 'I',
    series: 'A',
    folio: 7,
    currency: 'MXN',
    priceMode,
    rounding,
    issuedAt: '2026-11-23T16:15:30.000Z',
    issuer,
    lines: split,
    totals: totalsOf(split),
    payment: { method: 'card_local', terms: 'immediate' },
    reference: null,
    noteReason: null,
    reasonText: null,
    personal: { receiver: buyer },
    ...changes,
  };
};

export const receipt: Partial<NumberedDocument> = { kind: 'receipt', personal: { receiver: null } };

export const creditNote: Partial<NumberedDocument> = {
  kind: 'credit_note',
  documentType: 'E',
  series: 'NC',
  documentId: 'o1.D2',
  reference: invoice,
  noteReason: 'cancellation',
};

export const debitNote: Partial<NumberedDocument> = {
  kind: 'debit_note',
  series: 'ND',
  documentId: 'o1.D3',
  reference: invoice,
  noteReason: 'increase',
};

export const paymentReceipt: Partial<NumberedDocument> = {
  kind: 'payment_receipt',
  documentType: 'P',
  series: 'P',
  documentId: 'o1.D4',
  reference: { ...invoice, total: 1_000_000, due: { before: 900_000, installment: 2 } },
  payment: { method: 'transfer', terms: 'deferred' },
};

export const deferred: Partial<NumberedDocument> = { payment: { method: 'credit_terms', terms: 'deferred' } };

/** One of each type, and their edges, by name. */
export const kinds: Readonly<Record<string, NumberedDocument>> = {
  invoice: documentOf({ lines: [{ unitPrice: 11_600 }] }),
  'invoice of many lines': documentOf({
    lines: [
      { unitPrice: 3_333, quantity: 3000, discount: 100 },
      { unitPrice: 1_999, quantity: 350 },
      { unitPrice: 5_000, rate: 0 },
      { unitPrice: 2_500, rate: 80_000 },
      { unitPrice: 9_900, other: shippingSku },
    ],
  }),
  'invoice with exclusive prices': documentOf({
    priceMode: 'exclusive',
    lines: [
      { unitPrice: 333, quantity: 1500 },
      { unitPrice: 10_050, discount: 1_005 },
    ],
  }),
  'invoice with a gift': documentOf({
    lines: [{ unitPrice: 11_600 }, { unitPrice: 500, discount: 500 }, { unitPrice: 0 }],
  }),
  'invoice of what is exempt': documentOf({ lines: [{ unitPrice: 4_200, rate: 0 }] }),
  'invoice to be paid later': documentOf({ lines: [{ unitPrice: 11_600 }] }, deferred),
  'invoice to a foreigner': documentOf(
    { lines: [{ unitPrice: 11_600 }] },
    { personal: { receiver: { taxId: 'XEXX010101000', legalName: 'Foreign Buyer Inc.' } } },
  ),
  'invoice in dollars': documentOf({ lines: [{ unitPrice: 11_600 }] }, { currency: 'USD' }),
  'invoice that replaces one': documentOf({ lines: [{ unitPrice: 11_600 }] }, { reference: invoice }),
  receipt: documentOf({ lines: [{ unitPrice: 11_600 }, { unitPrice: 333, quantity: 3000, rate: 0 }] }, receipt),
  'credit note': documentOf({ lines: [{ unitPrice: 11_600 }] }, creditNote),
  'credit note over a return': documentOf(
    { lines: [{ unitPrice: 11_600 }] },
    { ...creditNote, noteReason: 'partial_return' },
  ),
  'credit note of goodwill': documentOf(
    { lines: [{ unitPrice: 500, other: adjustmentSku }] },
    { ...creditNote, noteReason: 'discount' },
  ),
  'credit note on a receipt': documentOf(
    { lines: [{ unitPrice: 11_600 }] },
    { ...creditNote, personal: { receiver: null } },
  ),
  'credit note on what was not paid': documentOf({ lines: [{ unitPrice: 11_600 }] }, { ...creditNote, ...deferred }),
  'debit note': documentOf({ lines: [{ unitPrice: 500, other: adjustmentSku }] }, debitNote),
  'debit note on a receipt': documentOf(
    { lines: [{ unitPrice: 500, other: adjustmentSku }] },
    { ...debitNote, personal: { receiver: null } },
  ),
  payment: documentOf({ lines: [{ unitPrice: 400_000, other: adjustmentSku }] }, paymentReceipt),
  'payment of many rates': documentOf(
    { lines: [{ unitPrice: 300_000 }, { unitPrice: 60_000, rate: 80_000 }, { unitPrice: 40_000, rate: 0 }] },
    paymentReceipt,
  ),
  'payment in dollars': documentOf(
    { lines: [{ unitPrice: 400_000, other: adjustmentSku }] },
    { ...paymentReceipt, currency: 'USD' },
  ),
};

const line: fc.Arbitrary<Line> = fc
  .record({
    unitPrice: fc.integer({ min: 1, max: 500_000 }),
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 20 }).map((pieces) => pieces * 1000),
      fc.integer({ min: 1, max: 30_000 }),
    ),
    rate: fc.constantFrom(160_000, 160_000, 80_000, 0),
    share: fc.integer({ min: 0, max: 100 }),
    isDiscounted: fc.boolean(),
  })
  .map(({ unitPrice, quantity, rate, share, isDiscounted }) => ({
    unitPrice,
    quantity,
    rate,
    discount: isDiscounted ? Math.floor((extend(unitPrice, quantity) * share) / 100) : 0,
  }))
  .filter(({ unitPrice, quantity }) => extend(unitPrice, quantity) > 0);

/** Any sale: both price modes, both roundings, discounts, weighed goods. Something in it costs something. */
export const anyPricing: fc.Arbitrary<Required<Pricing>> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 12 }),
  priceMode: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  rounding: fc.constantFrom('by_total' as const, 'by_line' as const),
});

/** Any part of an invoice that is paid: an amount a rate. */
export const anyPayment: fc.Arbitrary<Pricing> = fc
  .uniqueArray(fc.constantFrom(160_000, 80_000, 0), { minLength: 1 })
  .chain((rates) =>
    fc.tuple(...rates.map((rate) => fc.integer({ min: 7, max: 100_000_000 }).map((total) => [rate, total] as const))),
  )
  .map((parts) => ({ lines: parts.map(([rate, total]) => ({ unitPrice: total, rate, other: adjustmentSku })) }));
