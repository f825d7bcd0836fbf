import type { z } from 'zod';
import type { PlacedOrder, ShipmentState } from '../../../domain/order/state.ts';
import { allowedActions } from '../../../domain/order/transitions.ts';
import type { order } from '../schemas/order.ts';
import { moneyIn } from './money.ts';
import { showItem, showPayment, showRefund, showReturn, showShipment, showTask } from './order-parts.ts';

/** What the write side's state and the read side's document have in common. */
export type OrderFacts = Omit<PlacedOrder, 'exists' | 'shipments' | 'billingCountry' | 'shippingCountry'> & {
  readonly shipments: readonly Omit<ShipmentState, 'trackingEventIds'>[];
};

const stateOf = (facts: OrderFacts): PlacedOrder => ({
  ...facts,
  exists: true,
  // Screening a payment asks for them; no action that is shown does.
  billingCountry: null,
  shippingCountry: null,
  shipments: facts.shipments.map((shipment) => ({ ...shipment, trackingEventIds: [] })),
});

/** An order as a command leaves it. */
export const showOrder = (facts: OrderFacts, version: number): z.input<typeof order> => {
  const { currency, totals } = facts;
  const money = moneyIn(currency);
  const shipments = facts.shipments.map(showShipment);
  return {
    order_id: facts.orderId,
    order_number: facts.orderNumber,
    type: facts.orderType,
    status: facts.status,
    version,
    allowed_actions: [...allowedActions(stateOf(facts))],
    customer: { customer_id: facts.customerId },
    items: facts.lines.map((line) => showItem(line, money)),
    totals: {
      subtotal: money(totals.subtotal),
      shipping: money(totals.shipping),
      tax: money(totals.tax),
      discount: money(totals.discount),
      total: money(totals.total),
      currency,
    },
    payment: showPayment(facts, money),
    refunds: facts.refunds.map((refund) => showRefund(refund, money)),
    fulfillment: { tasks: facts.tasks.map(showTask) },
    shipment: shipments.at(-1) ?? null,
    shipments,
    returns: facts.returns.map((returned) => showReturn(returned, money)),
    cart_id: facts.cartId,
    external_reference: facts.externalReference,
    purchase_order_number: facts.purchaseOrderNumber,
    quote_id: facts.salesQuoteId,
    exchange_of:
      facts.exchangeOf === null ? null : { order_id: facts.exchangeOf.orderId, return_id: facts.exchangeOf.returnId },
    placed_at: facts.placedAt,
    reservation_expires_at: facts.reservationExpiresAt,
  };
};
