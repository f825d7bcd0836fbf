import type { OrderPlaced } from './events.ts';
import type { LineProgress, PlacedOrder } from './state.ts';

const untouched: LineProgress = {
  cancelled: 0,
  assigned: 0,
  picked: 0,
  packed: 0,
  inShipment: 0,
  shipped: 0,
  delivered: 0,
  returning: 0,
  returned: 0,
};

/** A fresh order. Personal data stays in the event: no decision needs it. */
export const orderPlaced = ({ data }: OrderPlaced): PlacedOrder => ({
  exists: true,
  orderId: data.orderId,
  orderNumber: data.orderNumber,
  orderType: data.orderType,
  status: 'pending',
  cartId: data.cartId,
  customerId: data.customerId,
  currency: data.quote.currency,
  taxMode: data.quote.taxMode,
  totals: data.quote.totals,
  discounts: data.quote.discounts,
  shipping: data.quote.shipping,
  paymentMethod: data.paymentMethod,
  terms: data.terms,
  externalReference: data.externalReference,
  placedAt: data.at,
  reservationId: null,
  reservationExpiresAt: data.reservationExpiresAt,
  confirmedAt: null,
  cancelledAt: null,
  deliveredAt: null,
  lines: data.quote.lines.map((line) => ({ ...line, ...untouched })),
  payments: [],
  refunds: [],
  tasks: [],
  shipments: [],
  returns: [],
});
