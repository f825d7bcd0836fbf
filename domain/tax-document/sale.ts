import type { DocumentPolicy } from '../shared/document-policy.ts';
import type { Instant } from '../shared/message.ts';
import type { RatePpm } from '../shared/policy.ts';
import type { PricedLine } from '../shared/pricing/price-quote.ts';
import { taxOn } from '../shared/pricing/tax.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { DocumentContent, DocumentPayment } from './document.ts';
import type { DocumentedSale } from './cause.ts';
import { shippingSku } from './note-parts.ts';
import { saleKindOf, writtenReceiver } from './receiver.ts';
import { taxRegimes } from './regimes/regimes.ts';
import { taxLines, totalsOf, type PricedPart } from './tax-lines.ts';

/** Holds what was sold, and by whose rules and for whom it is documented. */
export interface Sale {
  readonly sale: DocumentedSale;
  readonly policy: DocumentPolicy;
  /** null: the buyer named no receiver. */
  readonly receiver: TaxReceiver | null;
  readonly issuedAt: Instant;
}

/** Makes the invoice or receipt of a sale: its lines, and its shipping as one more. */
export const saleContent = ({ sale, policy, receiver: named, issuedAt }: Sale, documentId: string): DocumentContent => {
  const { regime, issuer } = policy;
  const { words, numbering } = taxRegimes[regime];
  const receiver = named === null ? null : writtenReceiver(regime, named);
  const kind = saleKindOf(regime, receiver);
  const priceMode = sale.taxMode;
  // Where tax came on top, it is what each line was charged.
  const rounding = priceMode === 'exclusive' ? 'by_line' : policy.rounding;
  const parts = [...sale.lines.map(goods), ...shipping(sale, words.shipping)];
  const lines = taxLines(parts, { priceMode, rounding });
  return {
    documentId,
    orderId: sale.orderId,
    orderNumber: sale.orderNumber,
    kind,
    regime,
    ...numbering[kind].sale,
    currency: sale.currency,
    priceMode,
    rounding,
    issuedAt,
    issuer,
    lines,
    totals: totalsOf(lines),
    payment: paymentOf(sale),
    reference: null,
    noteReason: null,
    reasonText: null,
    personal: { receiver },
  };
};

const goods = (line: PricedLine): PricedPart => {
  const { lineId, sku, productName: description, quantity, unitPrice, subtotal, taxRate, total } = line;
  return { lineId, sku, description, quantity, listed: { unitPrice, subtotal }, taxRate, total };
};

const shipping = (sale: DocumentedSale, word: string): readonly PricedPart[] => {
  const { shipping: charge } = sale;
  if (charge === null || charge.total === 0) return [];
  const { method, cost, total } = charge;
  const description = `${word} (${method})`;
  const listed = { unitPrice: cost, subtotal: cost };
  return [{ lineId: null, sku: shippingSku, description, quantity: 1000, listed, taxRate: shippingRate(sale), total }];
};

/** Finds the rate that older orders do not have: that of their goods which gives the tax that they have. */
const shippingRate = ({ shipping: charge, lines, taxMode }: DocumentedSale): RatePpm => {
  if (charge === null) return 0;
  const gives = ({ taxRate }: PricedLine): boolean => taxOn(charge.cost, taxRate, taxMode) === charge.tax;
  return charge.taxRate ?? lines.find(gives)?.taxRate ?? 0;
};

/** Names the tender that carries the most; deferred if any of it is on terms. */
const paymentOf = ({ payments, paymentMethod }: DocumentedSale): DocumentPayment => {
  const alive = payments.filter(({ status }) => status === 'authorized' || status === 'captured');
  const [largest] = alive.toSorted((a, b) => b.amount - a.amount);
  const terms = alive.some(({ settlement }) => settlement === 'terms') ? 'deferred' : 'immediate';
  return { method: largest?.method ?? paymentMethod, terms };
};
