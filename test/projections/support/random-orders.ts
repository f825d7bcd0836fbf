import type { OrderCommand, PlaceOrder } from '../../../domain/order/commands.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import type { OrderEvent } from '../../../domain/order/events.ts';
import type { OrderState, PlacedOrder } from '../../../domain/order/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { addDays, addMinutes } from '../../../domain/shared/instant.ts';
import type { FraudPolicy } from '../../../domain/shared/policy.ts';
import { orderUntil, place, placedAt, type Milestone } from './orders.ts';

const fraud: FraudPolicy = {
  velocityMinutes: 60,
  velocity: { review: 2, reject: 3 },
  amount: { review: null, reject: null },
  attempts: { review: 1, reject: null },
  countryMismatch: 'accept',
};

/** Everything that could be asked of an order as it is; the decider refuses what does not fit. */
const candidates = (order: PlacedOrder, at: string): readonly OrderCommand[] => {
  const { orderId } = order;
  const refundId = `refund-${order.refunds.length + 1}`;
  const start = {
    type: 'StartPayment',
    paymentId: `${orderId}.P${order.payments.length + 1}`,
    method: 'card',
    reference: null,
    at,
  } as const;
  const halves = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity: quantity / 2 }));
  const half = {
    type: 'RequestReturn',
    returnId: `r${order.returns.length + 1}`,
    reason: 'worn',
    lines: halves.slice(0, 1).map((line) => ({ ...line, reasonDetail: null })),
    at,
  } as const;
  return [
    { type: 'RecordStockReserved', reservationId: 'R1', at },
    { type: 'RecordStockReservationFailed', shortfalls: [{ variantId: 'variant-TEA', available: 0 }], at },
    { ...start, settlement: 'immediate', amount: 1000 },
    { ...start, settlement: 'immediate', amount: order.totals.total },
    { ...start, settlement: 'gateway', amount: order.totals.total },
    { ...start, settlement: 'terms', amount: order.totals.total },
    ...[0, 1, 2].map((recentPayments): OrderCommand => ({
      ...start,
      settlement: 'gateway',
      amount: order.totals.total,
      screening: { policy: fraud, recentPayments },
    })),
    { type: 'TimeOutPayments', timeoutMinutes: 1, at },
    { type: 'ExpireReservation', at },
    { type: 'CancelOrder', reason: 'changed my mind', cancelledBy: 'ada', approvedBy: 'olga', at },
    { type: 'AssignFulfillment', tasks: [{ warehouseId: 'north', lines: null }], at },
    { type: 'AssignFulfillment', tasks: [{ warehouseId: 'south', lines: halves }], at },
    { type: 'CreateShipment', carrier: 'local', service: null, trackingNumber: null, labelUrl: null, lines: null, at },
    { ...half, refundMethod: 'original_payment' },
    { ...half, refundMethod: 'exchange', exchange: { orderId: 'o2', orderNumber: 'ORD-2', quote: place('o2').quote } },
    {
      type: 'RequestRefund',
      refundId,
      amount: 100,
      method: 'original_payment',
      cause: 'goodwill',
      returnId: null,
      at,
    },
    ...order.payments.flatMap(({ paymentId, amount }): OrderCommand[] => [
      { type: 'RecordPaymentSubmitted', paymentId, gatewayPaymentId: `pi-${paymentId}`, at },
      { type: 'RecordPaymentAuthorized', paymentId, amount, at },
      { type: 'RecordPaymentCaptured', paymentId, captured: amount, at },
      { type: 'RecordPaymentCaptured', paymentId, captured: amount / 2, at },
      { type: 'RecordPaymentFailed', paymentId, reason: 'declined', at },
      { type: 'RecordPaymentVoided', paymentId, at },
    ]),
    ...order.refunds.flatMap(({ refundId: id }): OrderCommand[] => [
      { type: 'RecordRefundSucceeded', refundId: id, at },
      { type: 'RecordRefundFailed', refundId: id, reason: 'account closed', at },
    ]),
    ...order.tasks.flatMap(({ taskId }): OrderCommand[] => [
      { type: 'PickItems', taskId, lines: null, at },
      { type: 'PackItems', taskId, lines: null, at },
      { type: 'CancelFulfillmentTask', taskId, reason: 'no stock', at },
    ]),
    ...order.shipments.flatMap(({ shipmentId, trackingEventIds }): OrderCommand[] => [
      { type: 'RecordShipmentLabelled', shipmentId, trackingNumber: 'T2', labelUrl: 'https://labels.example/2', at },
      { type: 'RecordShipmentLabelFailed', shipmentId, reason: 'address not served', at },
      { type: 'DispatchShipment', shipmentId, trackingNumber: 'T1', estimatedDelivery: '2026-03-04', at },
      {
        type: 'TrackShipment',
        shipmentId,
        trackingEventId: `scan-${trackingEventIds.length + 1}`,
        trackingStatus: 'in_transit',
        location: 'York',
        description: null,
        occurredAt: at,
        at,
      },
      { type: 'DeliverShipment', shipmentId, at },
      { type: 'FailShipment', shipmentId, reason: 'nobody there', at },
      { type: 'ReturnShipmentToSender', shipmentId, refundId, at },
    ]),
    { type: 'CloseReturnWindow', at: addDays(at, 30) },
    ...order.returns.flatMap(({ returnId, lines }): OrderCommand[] => [
      { type: 'RecordReturnRejected', returnId, at },
      { type: 'RecordReturnReceived', returnId, lines, at },
      ...(['original_payment', 'exchange'] as const).map((method): OrderCommand => ({
        type: 'RequestRefund',
        refundId,
        amount: null,
        method,
        cause: 'return',
        returnId,
        at,
      })),
    ]),
  ];
};

/** What an order went through: its events, and the decider's state after them. */
export interface RandomOrder {
  readonly events: readonly OrderEvent[];
  readonly state: OrderState;
}

/**
 * An order that went well up to a step, and then took the `choices[i]`-th of all commands that are accepted, one a minute.
 */
export const randomOrder = (
  last: Milestone,
  choices: readonly number[],
  changes: Partial<PlaceOrder> = {},
): RandomOrder => {
  const refunds = { shipping: 'full_return', discounts: 'kept' } as const;
  const terms = { paymentRetryAttempts: 3, returnWindowDays: 30, refunds };
  let events = orderUntil('o1', last, { terms, ...changes });
  let state = fold(orderDecider.evolve, orderDecider.initial, events);
  for (const [index, choice] of choices.entries()) {
    if (!state.exists) break;
    const accepted = acceptedBy(state, addMinutes(placedAt, 60 + index));
    const news = accepted[choice % accepted.length] ?? [];
    events = [...events, ...news];
    state = fold(orderDecider.evolve, state, news);
  }
  return { events, state };
};

const acceptedBy = (order: PlacedOrder, at: string): readonly (readonly OrderEvent[])[] =>
  candidates(order, at).flatMap((command) => {
    const decision = orderDecider.decide(command, order);
    return decision.ok && decision.events.length > 0 ? [decision.events] : [];
  });
