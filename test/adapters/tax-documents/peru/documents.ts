import fc from 'fast-check';
import { allocate } from '../../../../domain/shared/allocate.ts';
import type { TaxRounding, NoteReason } from '../../../../domain/tax-document/regimes/regime.ts';
import type { TaxIssuer } from '../../../../domain/shared/document-policy.ts';
import { extend, mulDivRound, type Minor } from '../../../../domain/shared/money.ts';
import type { RatePpm, TaxMode } from '../../../../domain/shared/policy.ts';
import type { Quantity } from '../../../../domain/shared/quantity.ts';
import type {
  DocumentKind,
  DocumentReference,
  NumberedDocument,
  TaxLine,
  TaxTotals,
} from '../../../../domain/tax-document/document.ts';

export const issuer: TaxIssuer = {
  taxId: '20000000001',
  legalName: 'Comercial Ñandú & Hijos S.A.C.',
  activity: '',
  activityCode: '',
  address: { name: 'Ñandú', line1: 'Av. Larco 101', city: 'Miraflores', region: 'Lima', country: 'PE' },
  addressCode: '150122',
};

export const buyer = { taxId: '20131312955', legalName: 'Compradora <Uno> S.A.' };

export const igv: RatePpm = 180_000;
const ppm = 1_000_000;

/** A line before its tax is worked out. */
export interface PricedLine {
  readonly unitPrice: Minor;
  readonly quantity: Quantity;
  readonly discount: Minor;
  readonly taxRate: RatePpm;
}

export interface Pricing {
  readonly lines: readonly PricedLine[];
  readonly mode: TaxMode;
  readonly rounding: TaxRounding;
}

const netOf = (total: Minor, rate: RatePpm): Minor => mulDivRound(total, ppm, ppm + rate);

const taxOf = (net: Minor, rate: RatePpm): Minor => mulDivRound(net, rate, ppm);

/** The tax of each line: of each by itself, or of their sum, spread over them. */
const lineTaxes = ({ lines, mode, rounding }: Pricing): readonly Minor[] => {
  const paid = lines.map(({ unitPrice, quantity, discount }) => extend(unitPrice, quantity) - discount);
  const within = (amount: Minor, rate: RatePpm): Minor =>
    mode === 'inclusive' ? amount - netOf(amount, rate) : taxOf(amount, rate);
  if (rounding === 'by_line') return paid.map((amount, index) => within(amount, lines[index]!.taxRate));
  const rated = paid.map((amount, index) => (lines[index]!.taxRate === 0 ? 0 : amount));
  const rate = lines.find(({ taxRate }) => taxRate > 0)?.taxRate ?? 0;
  const sum = rated.reduce((total, amount) => total + amount, 0);
  return sum === 0 ? lines.map(() => 0) : allocate(within(sum, rate), rated);
};

const taxLines = (pricing: Pricing): readonly TaxLine[] => {
  const taxes = lineTaxes(pricing);
  return pricing.lines.map(({ unitPrice, quantity, discount, taxRate }, index) => {
    const subtotal = extend(unitPrice, quantity);
    const tax = taxes[index]!;
    const value = subtotal - discount - (pricing.mode === 'inclusive' ? tax : 0);
    return {
      lineId: `L${index + 1}`,
      sku: `SKU-${index + 1}`,
      description: `Lámpara "${index + 1}" <grande> & roja`,
      quantity,
      unitPrice,
      subtotal,
      discount,
      taxRate,
      net: taxRate === 0 ? 0 : value,
      exempt: taxRate === 0 ? value : 0,
      tax,
      total: value + tax,
    };
  });
};

const sumOf = (lines: readonly TaxLine[], part: 'net' | 'exempt' | 'tax' | 'total'): Minor =>
  lines.reduce((sum, line) => sum + line[part], 0);

const totalsOf = (lines: readonly TaxLine[]): TaxTotals => {
  const [net, tax] = [sumOf(lines, 'net'), sumOf(lines, 'tax')];
  const rate = lines.find(({ taxRate }) => taxRate > 0)?.taxRate;
  return {
    net,
    exempt: sumOf(lines, 'exempt'),
    taxes: rate === undefined ? [] : [{ rate, base: net, amount: tax }],
    tax,
    total: sumOf(lines, 'total'),
  };
};

const kinds: Readonly<Record<string, DocumentKind>> = {
  '01': 'invoice',
  '03': 'receipt',
  '07': 'credit_note',
  '08': 'debit_note',
};

export const referenceTo = (documentType: '01' | '03'): DocumentReference => ({
  documentId: 'o1.D1',
  kind: documentType === '01' ? 'invoice' : 'receipt',
  documentType,
  series: documentType === '01' ? 'F001' : 'B001',
  folio: 7,
  issuedAt: '2026-11-20T15:00:00.000Z',
  total: 1_000_000,
  authorityReference: '1700000000001',
});

export const onePiece: Pricing = {
  lines: [{ unitPrice: 11_800, quantity: 1000, discount: 0, taxRate: igv }],
  mode: 'inclusive',
  rounding: 'by_line',
};

/** A document of this type with these prices; `changes` replace what it would say. */
export const documentOf = (
  documentType: '01' | '03' | '07' | '08',
  pricing: Pricing = onePiece,
  changes: Partial<NumberedDocument> = {},
): NumberedDocument => {
  const lines = taxLines(pricing);
  const isNote = documentType === '07' || documentType === '08';
  return {
    documentId: isNote ? 'o1.D2' : 'o1.D1',
    orderId: 'o1',
    orderNumber: 'ORD-2026-000042',
    kind: kinds[documentType]!,
    regime: 'PE',
    documentType,
    series: { '01': 'F001', '03': 'B001', '07': 'FC01', '08': 'FD01' }[documentType],
    folio: 42,
    currency: 'PEN',
    priceMode: pricing.mode,
    rounding: pricing.rounding,
    issuedAt: '2026-11-24T02:30:00.000Z',
    issuer,
    lines,
    totals: totalsOf(lines),
    payment: { method: 'cash', terms: 'immediate' },
    reference: isNote ? referenceTo('01') : null,
    noteReason: documentType === '07' ? 'partial_return' : documentType === '08' ? 'increase' : null,
    reasonText: null,
    personal: { receiver: documentType === '03' ? null : buyer },
    ...changes,
  };
};

const pricedLine = (taxRate: fc.Arbitrary<RatePpm>): fc.Arbitrary<PricedLine> =>
  fc
    .record({
      unitPrice: fc.integer({ min: 1, max: 5_000_000 }),
      quantity: fc.oneof(
        fc.integer({ min: 1, max: 50 }).map((pieces) => pieces * 1000),
        fc.integer({ min: 1, max: 99_999 }),
      ),
      share: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: ppm })),
      taxRate,
    })
    .map(({ share, ...line }) => ({
      ...line,
      discount: mulDivRound(extend(line.unitPrice, line.quantity), share, ppm),
    }));

/** Any prices: discounts up to all of it, taxed and exempt lines, with and without their tax, either rounding. */
export const pricing: fc.Arbitrary<Pricing> = fc.constantFrom(igv, 105_000, 100_000).chain((rate) =>
  fc.record({
    lines: fc.array(pricedLine(fc.constantFrom(rate, rate, 0)), { minLength: 1, maxLength: 30 }),
    mode: fc.constantFrom<TaxMode>('inclusive', 'exclusive'),
    rounding: fc.constantFrom<TaxRounding>('by_line', 'by_total'),
  }),
);

const reasons: readonly NoteReason[] = ['cancellation', 'full_return', 'partial_return', 'undelivered', 'discount'];

/** Any document that Peru has. */
export const anyDocument: fc.Arbitrary<NumberedDocument> = fc
  .record({
    type: fc.constantFrom('01', '03', '07', '08'),
    pricing,
    currency: fc.constantFrom('PEN', 'USD'),
    folio: fc.integer({ min: 1, max: 99_999_999 }),
    terms: fc.constantFrom('immediate', 'deferred'),
    reason: fc.constantFrom(...reasons),
    ofReceipt: fc.boolean(),
    name: fc.string({ unit: 'binary', minLength: 0, maxLength: 40 }),
  })
  .map(({ type, pricing: prices, currency, folio, terms, reason, ofReceipt, name }) =>
    documentOf(type, prices, {
      currency,
      folio,
      payment: { method: 'cash', terms },
      ...(type === '07' && { noteReason: reason }),
      ...((type === '07' || type === '08') &&
        ofReceipt && { reference: referenceTo('03'), series: type === '07' ? 'BC01' : 'BD01' }),
      personal: { receiver: type === '03' ? null : { ...buyer, legalName: name } },
    }),
  );
