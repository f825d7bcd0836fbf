import type { SalesQuoteEvent } from '../../../domain/quote/events.ts';
import type { PriceQuote } from '../../../domain/shared/pricing/price-quote.ts';

export const draftedAt = '2027-03-01T12:00:00.000Z';
export const later = '2027-03-02T12:00:00.000Z';
export const validUntil = '2027-03-31T12:00:00.000Z';

/** One of a SKU for 50.00 GBP. */
export const quoteFor = (sku = 'SKU-1'): PriceQuote => {
  const amounts = { subtotal: 5000, discount: 0, tax: 0, total: 5000 };
  const priced = { quantity: 1000, unitPrice: 5000, taxClass: 'standard', taxRate: 0, ...amounts };
  return {
    currency: 'GBP',
    taxMode: 'inclusive',
    lines: [{ lineId: 'L1', variantId: 'v1', sku, productName: 'Product 1', ...priced }],
    discounts: [],
    shipping: null,
    totals: { ...amounts, shipping: 0 },
  };
};

export const terms = {
  quote: quoteFor(),
  negotiated: [{ lineId: 'L1', listPrice: 6000, negotiatedBy: 'olga', reason: 'a friend' }],
  validUntil,
  notes: 'soon',
  internalNotes: 'careful',
};

export const parties = {
  customerId: 'customer-1',
  orderType: 'b2b',
  paymentMethod: 'credit_terms',
  personal: { name: 'El Tornillo' },
} as const;

export const drafted = (
  salesQuoteId: string,
  changes: { readonly customerId?: string; readonly at?: string; readonly quote?: PriceQuote } = {},
): SalesQuoteEvent => ({
  type: 'SalesQuoteDrafted',
  data: { salesQuoteId, ...parties, ...terms, draftedBy: 'olga', at: draftedAt, ...changes },
});

export const pending = (salesQuoteId: string): SalesQuoteEvent => ({
  type: 'SalesQuoteApprovalRequested',
  data: { salesQuoteId, revision: 1, reasons: ['negotiated_price'], approvalAmount: null, at: draftedAt },
});

export const approved = (salesQuoteId: string): SalesQuoteEvent => ({
  type: 'SalesQuoteApproved',
  data: { salesQuoteId, revision: 1, approvedBy: 'maria', at: later },
});

export const offered = (salesQuoteId: string): SalesQuoteEvent => ({
  type: 'SalesQuoteOffered',
  data: { salesQuoteId, revision: 1, total: 5000, currency: 'GBP', validUntil, at: later },
});

export const revised = (salesQuoteId: string): SalesQuoteEvent => ({
  type: 'SalesQuoteRevised',
  data: { salesQuoteId, revision: 2, ...terms, notes: null, revisedBy: 'olga', at: later },
});

export const accepted = (salesQuoteId: string, acceptance = 1): SalesQuoteEvent => ({
  type: 'SalesQuoteAccepted',
  data: {
    salesQuoteId,
    acceptance,
    revision: 1,
    orderId: `order-of-${salesQuoteId}`,
    purchaseOrderNumber: `PO-${acceptance}`,
    acceptedBy: 'customer-1',
    at: later,
  },
});

export const refusal = { kind: 'rule', code: 'insufficient_stock', message: 'order less' } as const;

export const orderRefused = (salesQuoteId: string, acceptance = 1): SalesQuoteEvent => ({
  type: 'SalesQuoteOrderRefused',
  data: { salesQuoteId, acceptance, refusal, validUntil, at: later },
});

export const ordered = (salesQuoteId: string): SalesQuoteEvent => ({
  type: 'SalesQuoteOrdered',
  data: { salesQuoteId, orderId: `order-of-${salesQuoteId}`, orderNumber: 'ORD-2027-000007', at: later },
});

/** A quote from its draft to its order. */
export const quoteEvents = (salesQuoteId: string): readonly SalesQuoteEvent[] => [
  drafted(salesQuoteId),
  pending(salesQuoteId),
  approved(salesQuoteId),
  offered(salesQuoteId),
  accepted(salesQuoteId),
  ordered(salesQuoteId),
];
