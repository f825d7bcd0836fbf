import type { DraftSalesQuote, ReviseSalesQuote, SalesQuoteCommand } from '../../../domain/quote/commands.ts';
import { salesQuoteDecider } from '../../../domain/quote/decider.ts';
import type { NegotiatedPrice, SalesQuoteDrafted, SalesQuoteEvent } from '../../../domain/quote/events.ts';
import { reject } from '../../../domain/shared/decider.ts';
import { priceQuote } from '../../../domain/shared/pricing/price.ts';
import type { PriceQuote } from '../../../domain/shared/pricing/price-quote.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(salesQuoteDecider);

export const salesQuoteId = 'quote-1';
export const orderId = 'order-of-quote-1';
export const start = '2027-03-01T09:00:00.000Z';
export const validUntil = '2027-03-31T18:00:00.000Z';
/** The last moment that it can be accepted, and the one after. */
export const lastMoment = '2027-03-31T17:59:59.999Z';

/** Ten of L1 at this price, two of L2 at 500; no tax, no shipping. */
export const goodsAt = (unitPrice: number): PriceQuote => {
  const line = (lineId: string, quantity: number, price: number) => ({
    lineId,
    variantId: `variant-${lineId}`,
    sku: `SKU-${lineId}`,
    productName: `Product ${lineId}`,
    quantity,
    unitPrice: price,
    taxClass: 'standard',
    taxRate: 0,
  });
  const lines = [line('L1', 10_000, unitPrice), line('L2', 2000, 500)];
  return priceQuote({ currency: 'USD', taxMode: 'exclusive', lines, promotions: [], shipping: null, at: start });
};

export const agreed = (listPrice: number): NegotiatedPrice => ({
  lineId: 'L1',
  listPrice,
  negotiatedBy: 'olga',
  reason: 'a large order',
});

/** 110.00 USD at list prices: offered at once. */
export const draft: DraftSalesQuote = {
  type: 'DraftSalesQuote',
  salesQuoteId,
  customerId: 'c7',
  orderType: 'b2b',
  paymentMethod: 'credit_terms',
  personal: { name: 'El Tornillo', email: 'compras@tornillo.example' },
  quote: goodsAt(1000),
  negotiated: [],
  validUntil,
  notes: 'delivered within a week',
  internalNotes: 'wants more discount',
  limits: { minimumAmount: 1000, maximumLines: 3, restrictedVariants: ['variant-L9'] },
  approvalAmount: null,
  draftedBy: 'olga',
  at: start,
};

/** The same at 9.00 instead of 10.00: it must be approved. */
export const negotiatedDraft: DraftSalesQuote = { ...draft, quote: goodsAt(900), negotiated: [agreed(1000)] };

type Terms = Partial<Pick<DraftSalesQuote, 'quote' | 'negotiated' | 'validUntil' | 'approvalAmount' | 'limits'>>;

export const revise = (at: string, terms: Terms = {}): ReviseSalesQuote => {
  const { quote, negotiated, notes, internalNotes, limits, approvalAmount } = draft;
  const usual = { quote, negotiated, validUntil, notes, internalNotes, limits, approvalAmount };
  return { type: 'ReviseSalesQuote', ...usual, ...terms, revisedBy: 'olga', at };
};
export const approve = (at: string, revision: number | null = null) =>
  ({ type: 'ApproveSalesQuote', revision, approvedBy: 'maria', at }) as const;
export const decline = (at: string) =>
  ({ type: 'DeclineSalesQuote', declinedBy: 'maria', reason: 'below cost', at }) as const;
export const take = (at: string, purchaseOrderNumber: string | null = 'PO-1', revision: number | null = null) =>
  ({ type: 'AcceptSalesQuote', revision, orderId, purchaseOrderNumber, acceptedBy: 'c7', at }) as const;
export const ordered = (at: string) =>
  ({ type: 'RecordSalesQuoteOrdered', orderId, orderNumber: 'ORD-2027-000001', at }) as const;
export const { rejection: noStock } = reject('rule', 'insufficient_stock', 'order less of what is not there', {
  shortfalls: [{ variant_id: 'variant-L1', available: 3 }],
});
export const notOrdered = (at: string, acceptance = 1) =>
  ({ type: 'RecordSalesQuoteOrderRefused', acceptance, refusal: noStock, at }) as const;
export const turnDown = (at: string) =>
  ({ type: 'RejectSalesQuote', reason: 'too expensive', rejectedBy: 'c7', at }) as const;
export const withdraw = (at: string) =>
  ({ type: 'WithdrawSalesQuote', reason: 'sold out', withdrawnBy: 'olga', at }) as const;
export const expire = (at: string) => ({ type: 'ExpireSalesQuote', at }) as const;

/** The events of commands that must all be accepted, one after the other. */
export const after = (
  history: readonly SalesQuoteEvent[],
  ...commands: readonly SalesQuoteCommand[]
): readonly SalesQuoteEvent[] =>
  commands.reduce((events, command) => [...events, ...given(events).when(command).events()], history);

export const offered = (revision = 1, total = 11_000, at = start): SalesQuoteEvent => ({
  type: 'SalesQuoteOffered',
  data: { salesQuoteId, revision, total, currency: 'USD', validUntil, at },
});

/** What is stored of a draft: everything but what it was held to. */
export const draftedAs = (command: DraftSalesQuote): SalesQuoteDrafted => ({
  type: 'SalesQuoteDrafted',
  data: {
    salesQuoteId: command.salesQuoteId,
    customerId: command.customerId,
    orderType: command.orderType,
    paymentMethod: command.paymentMethod,
    personal: command.personal,
    quote: command.quote,
    negotiated: command.negotiated,
    validUntil: command.validUntil,
    notes: command.notes,
    internalNotes: command.internalNotes,
    draftedBy: command.draftedBy,
    at: command.at,
  },
});
