import type { z } from 'zod';
import type { DraftedSalesQuote } from '../../../../domain/quote/state.ts';
import { salesQuoteActions } from '../../../../domain/quote/transitions.ts';
import { quantityToWire } from '../../../../domain/shared/quantity.ts';
import { moneyIn, showOrderTotals } from '../shared/money.ts';
import type { quote, quoteSummary } from './schema.ts';

/** Holds what the write side's state and the read side's document have in common. */
export type QuoteFacts = Omit<DraftedSalesQuote, 'exists' | 'acceptances'>;

/** Makes a quote as lists show it. */
export const showQuoteSummary = (facts: QuoteFacts, version: number): z.input<typeof quoteSummary> => ({
  quote_id: facts.salesQuoteId,
  type: facts.orderType,
  status: facts.status,
  revision: facts.revision,
  version,
  customer_id: facts.customerId,
  currency: facts.quote.currency,
  total: moneyIn(facts.quote.currency)(facts.quote.totals.total),
  valid_until: facts.validUntil,
  purchase_order_number: facts.acceptance?.purchaseOrderNumber ?? null,
  order_id: facts.order?.orderId ?? null,
  order_number: facts.order?.orderNumber ?? null,
  drafted_at: facts.draftedAt,
});

/** Makes a quote as a customer, or staff, see it. */
export const showQuote = (
  facts: QuoteFacts,
  version: number,
  { onlyCustomerId }: { readonly onlyCustomerId?: string | undefined },
): z.input<typeof quote> => {
  const { quote: offered, personal, refusal } = facts;
  const { currency, totals, shipping } = offered;
  const isStaff = onlyCustomerId === undefined;
  return {
    ...showQuoteSummary(facts, version),
    allowed_actions: [...salesQuoteActions(facts.status, isStaff ? 'staff' : 'customer')],
    customer: { customer_id: facts.customerId, name: personal.name ?? null, email: personal.email ?? null },
    items: showItems(facts),
    totals: showOrderTotals(totals, currency),
    shipping_method: shipping?.method ?? null,
    payment_method: facts.paymentMethod,
    shipping_address: personal.shippingAddress ?? null,
    billing_address: personal.billingAddress ?? null,
    notes: facts.notes,
    reason: facts.reason,
    refusal: refusal === null ? null : { code: refusal.code, message: refusal.message },
    offered_at: facts.offeredAt,
    accepted_at: facts.acceptance?.acceptedAt ?? null,
    accepted_by: facts.acceptance?.acceptedBy ?? null,
    internal: isStaff ? showInternal(facts) : null,
  };
};

const showItems = ({ quote: { currency, lines }, negotiated }: QuoteFacts): z.input<typeof quote>['items'] => {
  const money = moneyIn(currency);
  const listPrices = new Map(negotiated.map(({ lineId, listPrice }) => [lineId, listPrice]));
  return lines.map((line) => ({
    item_id: line.lineId,
    variant_id: line.variantId,
    sku: line.sku,
    product_name: line.productName,
    quantity: quantityToWire(line.quantity),
    list_price: money(listPrices.get(line.lineId) ?? line.unitPrice),
    unit_price: money(line.unitPrice),
    tax: money(line.tax),
    subtotal: money(line.subtotal),
  }));
};

const showInternal = (facts: QuoteFacts): z.input<typeof quote>['internal'] => ({
  approval_reasons: [...facts.approvalReasons],
  approved_by: facts.approvedBy,
  negotiated: facts.negotiated.map(({ lineId, negotiatedBy, reason }) => ({
    item_id: lineId,
    negotiated_by: negotiatedBy,
    reason,
  })),
  notes: facts.internalNotes,
  drafted_by: facts.draftedBy,
});
