import assert from 'node:assert/strict';
import type {
  AssignFulfillment,
  CancelOrder,
  CreateShipment,
  OrderCommand,
  PlaceOrder,
  RequestRefund,
  RequestReturn,
  StartPayment,
} from '../../../domain/order/commands.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import type { ExchangeOffer, LineQuantity, OrderEvent } from '../../../domain/order/events.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import type { DomainEvent } from '../../../domain/shared/message.ts';
import type { OrderStatus } from '../../../domain/shared/order-status.ts';
import type { FraudPolicy } from '../../../domain/shared/policy.ts';
import type { PricedLine, PriceQuote } from '../../../domain/shared/pricing/price-quote.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(orderDecider);

/** When everything happens, unless a test says otherwise. */
export const at = '2026-03-01T12:00:00.000Z';
export const expiry = '2026-03-01T12:15:00.000Z';

const line = (lineId: string, quantity: number, unitPrice: number, discount: number): PricedLine => ({
  lineId,
  variantId: `variant-${lineId}`,
  sku: `SKU-${lineId}`,
  productName: `Product ${lineId}`,
  quantity,
  unitPrice,
  taxClass: 'standard',
  taxRate: 0,
  subtotal: (unitPrice * quantity) / 1000,
  discount,
  tax: 0,
  total: (unitPrice * quantity) / 1000 - discount,
});

/** Two of L1 for 20.00, three of L2 for 15.00 less 5.00, shipping 5.00: 35.00 in all. */
export const quote: PriceQuote = {
  currency: 'GBP',
  taxMode: 'inclusive',
  lines: [line('L1', 2000, 1000, 0), line('L2', 3000, 500, 500)],
  discounts: [{ code: 'FIVE', kind: 'fixed', amount: 500 }],
  shipping: { method: 'standard', cost: 500, tax: 0, total: 500 },
  totals: { subtotal: 3500, discount: 500, shipping: 500, tax: 0, total: 3500 },
};

export const place: PlaceOrder = {
  type: 'PlaceOrder',
  orderId: 'o1',
  orderNumber: 'ORD-2026-000042',
  orderType: 'online',
  cartId: 'cart-1',
  customerId: 'customer-1',
  quote,
  paymentMethod: 'card',
  limits: { minimumAmount: 1000, maximumLines: 3, restrictedVariants: [] },
  terms: { paymentRetryAttempts: 3, returnWindowDays: 30 },
  reservationExpiresAt: expiry,
  externalReference: 'PO-7',
  personal: { name: 'Ada', email: 'ada@example.com' },
  at,
};

/** An event of order o1 as it must be, with the status that it must be stamped with. */
export const event = <Type extends OrderEvent['type']>(
  type: Type,
  status: OrderStatus,
  facts: Omit<Extract<OrderEvent, { type: Type }>['data'], 'orderId' | 'status' | 'at'>,
): OrderEvent => {
  const stamped: DomainEvent = { type, data: { orderId: 'o1', status, at, ...facts } };
  return stamped as OrderEvent;
};

/** The events of commands that must all be accepted, one after the other. */
export const after = (history: readonly OrderEvent[], ...commands: readonly OrderCommand[]): readonly OrderEvent[] =>
  commands.reduce((events, command) => [...events, ...given(events).when(command).events()], history);

export const stateOf = (history: readonly OrderEvent[]): PlacedOrder => {
  const state = fold(orderDecider.evolve, orderDecider.initial, history);
  assert.ok(state.exists);
  return state;
};

export const statusOf = (history: readonly OrderEvent[]): OrderStatus => stateOf(history).status;

export const pay = (payment: Partial<StartPayment> = {}): StartPayment => ({
  type: 'StartPayment',
  paymentId: 'o1.P1',
  method: 'card',
  settlement: 'gateway',
  amount: 3500,
  reference: null,
  at,
  ...payment,
});

export const cash = (payment: Partial<StartPayment> = {}): StartPayment =>
  pay({ method: 'cash', settlement: 'immediate', ...payment });

/** Finds the order's whole total worth a look. */
export const fraud: FraudPolicy = {
  velocityMinutes: 60,
  velocity: { review: 3, reject: 5 },
  amount: { review: 3000, reject: 10_000 },
  attempts: { review: 2, reject: null },
  countryMismatch: 'review',
};

export const submitted = (paymentId = 'o1.P1', gatewayPaymentId = 'pi_1') =>
  ({ type: 'RecordPaymentSubmitted', paymentId, gatewayPaymentId, at }) as const;

export const timeOut = (when = at, timeoutMinutes = 0) =>
  ({ type: 'TimeOutPayments', timeoutMinutes, at: when }) as const;

export const authorized = (paymentId = 'o1.P1', amount = 3500) =>
  ({ type: 'RecordPaymentAuthorized', paymentId, amount, at }) as const;

export const captured = (paymentId = 'o1.P1', total = 3500) =>
  ({ type: 'RecordPaymentCaptured', paymentId, captured: total, at }) as const;

export const failed = (paymentId = 'o1.P1') =>
  ({ type: 'RecordPaymentFailed', paymentId, reason: 'declined', at }) as const;

export const voided = (paymentId = 'o1.P1') => ({ type: 'RecordPaymentVoided', paymentId, at }) as const;

export const refund = (change: Partial<RequestRefund> = {}): RequestRefund => ({
  type: 'RequestRefund',
  refundId: 'R',
  amount: 100,
  method: 'original_payment',
  cause: 'goodwill',
  returnId: null,
  at,
  ...change,
});

export const refundSucceeded = (refundId = 'R') => ({ type: 'RecordRefundSucceeded', refundId, at }) as const;

export const refundFailed = (refundId = 'R') =>
  ({ type: 'RecordRefundFailed', refundId, reason: 'card closed', at }) as const;

export const cancel = (change: Partial<CancelOrder> = {}): CancelOrder => ({
  type: 'CancelOrder',
  reason: 'changed my mind',
  cancelledBy: 'customer-1',
  approvedBy: null,
  at,
  ...change,
});

export const reserved = { type: 'RecordStockReserved', reservationId: 'reservation-1', at } as const;

export const notReserved = {
  type: 'RecordStockReservationFailed',
  shortfalls: [{ variantId: 'variant-L1', available: 1000 }],
  at,
} as const;

export const expire = (when = expiry) => ({ type: 'ExpireReservation', at: when }) as const;

export const assign = (...tasks: AssignFulfillment['tasks']): AssignFulfillment => ({
  type: 'AssignFulfillment',
  tasks,
  at,
});

export const assignAll = assign({ warehouseId: 'main', lines: null });

export const cancelTask = (taskId = 'o1.F1') =>
  ({ type: 'CancelFulfillmentTask', taskId, reason: 'strike', at }) as const;

type Lines = readonly LineQuantity[] | null;

export const pick = (lines: Lines = null, taskId = 'o1.F1') => ({ type: 'PickItems', taskId, lines, at }) as const;

export const pack = (lines: Lines = null, taskId = 'o1.F1') => ({ type: 'PackItems', taskId, lines, at }) as const;

export const ship = (lines: Lines = null): CreateShipment => ({
  type: 'CreateShipment',
  carrier: 'local',
  service: 'next day',
  trackingNumber: 'T1',
  labelUrl: 'https://labels.example/1',
  lines,
  at,
});

export const labelled = (shipmentId = 'o1.S1') =>
  ({
    type: 'RecordShipmentLabelled',
    shipmentId,
    trackingNumber: 'T2',
    labelUrl: 'https://labels.example/2',
    at,
  }) as const;

export const labelFailed = (shipmentId = 'o1.S1') =>
  ({ type: 'RecordShipmentLabelFailed', shipmentId, reason: 'address not served', at }) as const;

export const dispatch = (shipmentId = 'o1.S1', trackingNumber: string | null = null) =>
  ({ type: 'DispatchShipment', shipmentId, trackingNumber, estimatedDelivery: '2026-03-03', at }) as const;

export const track = (shipmentId = 'o1.S1', trackingEventId = 'scan-1') =>
  ({
    type: 'TrackShipment',
    shipmentId,
    trackingEventId,
    trackingStatus: 'out_for_delivery',
    location: 'Lima',
    description: null,
    occurredAt: at,
    at,
  }) as const;

export const deliver = (shipmentId = 'o1.S1') => ({ type: 'DeliverShipment', shipmentId, at }) as const;

export const fail = (shipmentId = 'o1.S1') =>
  ({ type: 'FailShipment', shipmentId, reason: 'nobody home', at }) as const;

export const backToSender = (shipmentId = 'o1.S1', refundId = 'RTS') =>
  ({ type: 'ReturnShipmentToSender', shipmentId, refundId, at }) as const;

export const askReturn = (lines: readonly LineQuantity[], change: Partial<RequestReturn> = {}): RequestReturn => ({
  type: 'RequestReturn',
  returnId: 'r1',
  reason: 'too small',
  refundMethod: 'original_payment',
  lines: lines.map((wanted) => ({ ...wanted, reasonDetail: null })),
  at,
  ...change,
});

/** One of v9 for 12.00: what is wanted instead. */
export const offer: ExchangeOffer = {
  orderId: 'o2',
  orderNumber: 'ORD-2026-000043',
  quote: {
    currency: 'GBP',
    taxMode: 'inclusive',
    lines: [{ ...line('L1', 1000, 1200, 0), variantId: 'v9' }],
    discounts: [],
    shipping: null,
    totals: { subtotal: 1200, discount: 0, shipping: 0, tax: 0, total: 1200 },
  },
};

export const askExchange = (lines: readonly LineQuantity[], change: Partial<RequestReturn> = {}): RequestReturn =>
  askReturn(lines, { refundMethod: 'exchange', exchange: offer, ...change });

export const returnRejected = (returnId = 'r1') => ({ type: 'RecordReturnRejected', returnId, at }) as const;

export const returnReceived = (lines: readonly LineQuantity[], returnId = 'r1') =>
  ({ type: 'RecordReturnReceived', returnId, lines, at }) as const;

/** The window of an order that was delivered {@link at}, with the terms of {@link place}. */
export const windowEnd = '2026-03-31T12:00:00.000Z';

export const closeWindow = (when = windowEnd) => ({ type: 'CloseReturnWindow', at: when }) as const;

export const refundReturn = (refundId = 'RR', returnId = 'r1', change: Partial<RequestRefund> = {}) =>
  refund({ refundId, amount: null, cause: 'return', returnId, ...change });

export const l1 = (quantity: number): LineQuantity => ({ lineId: 'L1', quantity });
export const l2 = (quantity: number): LineQuantity => ({ lineId: 'L2', quantity });
export const everything = [l1(2000), l2(3000)];

/** Takes a confirmed order to delivered, in one piece. */
export const fulfil = [assignAll, pick(), pack(), ship(), dispatch(), deliver()] as const;

/** An order paid by card, as far as its name says; each stands in the status that it is named after. */
export const placed = after([], place);
export const paymentPending = after(placed, pay());
export const paymentFailed = after(paymentPending, failed());
export const confirmed = after(paymentPending, reserved, captured());
export const processing = after(confirmed, assignAll);
export const readyToShip = after(processing, pick(), pack());
export const created = after(readyToShip, ship());
export const shipped = after(created, dispatch());
export const delivered = after(shipped, deliver());
export const returnRequested = after(delivered, askReturn(everything));
export const returned = after(returnRequested, returnReceived(everything));
export const refunded = after(returned, refundReturn(), refundSucceeded('RR'));
export const cancelled = after(confirmed, cancel(), refundSucceeded('o1.cancellation'));

export const historyOf: Readonly<Record<Exclude<OrderStatus, 'cart'>, readonly OrderEvent[]>> = {
  pending: placed,
  payment_pending: paymentPending,
  payment_failed: paymentFailed,
  confirmed,
  processing,
  ready_to_ship: readyToShip,
  shipped,
  delivered,
  return_requested: returnRequested,
  returned,
  refunded,
  cancelled,
};

/** Two shipments: S1 with L1, S2 with L2. */
export const twoCreated = after(readyToShip, ship([l1(2000)]), ship());
export const twoShipped = after(twoCreated, dispatch(), dispatch('o1.S2'));
