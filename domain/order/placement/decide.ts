import { accept, reject, type Decision } from '../../shared/decider.ts';
import { checkOrderRules } from '../../shared/pricing/order-rules.ts';
import type { PlaceOrder } from '../commands.ts';
import { confirmOnceCovered } from '../payments/decide.ts';
import { EventRecorder, type Decide } from '../event-recorder.ts';
import type { OrderEvent, OrderPlaced } from '../events.ts';
import { orderPlaced } from './evolve.ts';
import type { OrderState, PlacedOrder } from '../state.ts';

/** Once per order id: the same order again changes nothing. Nothing to pay (total 0) confirms at once. */
export const placeOrder = (command: PlaceOrder, state: OrderState): Decision<OrderEvent> => {
  if (state.exists) return isSameOrder(command, state) ? accept() : orderExists(state);
  const refusal = checkOrderRules(command.quote, command.limits);
  if (refusal !== undefined) return refusal;
  const placed = toEvent(command);
  const recorder = new EventRecorder(orderPlaced(placed), command.at, [placed]);
  confirmOnceCovered(recorder);
  return recorder.accept();
};

/** The inventory holds the goods under this id until the order is confirmed, cancelled, or its time runs out. */
export const recordStockReserved: Decide<'RecordStockReserved'> = (command, recorder) => {
  recorder.record('StockReserved', { reservationId: command.reservationId });
  return recorder.accept();
};

const toEvent = (command: PlaceOrder): OrderPlaced => ({
  type: 'OrderPlaced',
  data: {
    orderId: command.orderId,
    status: 'pending',
    at: command.at,
    orderNumber: command.orderNumber,
    orderType: command.orderType,
    cartId: command.cartId,
    customerId: command.customerId,
    quote: command.quote,
    paymentMethod: command.paymentMethod,
    terms: command.terms,
    reservationExpiresAt: command.reservationExpiresAt,
    externalReference: command.externalReference,
    ...(command.purchaseOrderNumber !== undefined && { purchaseOrderNumber: command.purchaseOrderNumber }),
    ...(command.salesQuoteId !== undefined && { salesQuoteId: command.salesQuoteId }),
    ...(command.exchangeOf !== undefined && { exchangeOf: command.exchangeOf }),
    personal: command.personal,
  },
});

/** By who ordered what: a repeated call may have been given another number, and prices may have changed since. */
const isSameOrder = (command: PlaceOrder, order: PlacedOrder): boolean =>
  command.cartId === order.cartId &&
  command.customerId === order.customerId &&
  command.externalReference === order.externalReference &&
  (command.salesQuoteId ?? null) === order.salesQuoteId &&
  command.quote.lines.length === order.lines.length &&
  command.quote.lines.every((line, index) => {
    const ordered = order.lines[index];
    return line.variantId === ordered?.variantId && line.quantity === ordered.quantity;
  });

const orderExists = ({ orderNumber }: PlacedOrder) =>
  reject('wrong_state', 'order_exists', 'another order has this id: use a new one', { order_number: orderNumber });
