import { orderStatuses, type OrderStatus } from '../shared/order-status.ts';
import { leads, stateMachine, stays, type Arrows, type TransitionTable } from '../shared/state-machine.ts';
import type { OrderCommand } from './commands.ts';
import {
  isPickingComplete,
  isUntouched,
  leftToAssign,
  leftToPack,
  leftToPick,
  leftToReturn,
  leftToShip,
} from './fulfillment/progress.ts';
import { due, mayTryPayment, refundableTotal } from './payments/balance.ts';
import { awaitsDispatch, isAnythingDispatched, isMoving, isUnderWay } from './shipments/shipment.ts';
import type { OrderLine, TaskState } from './facts.ts';
import type { OrderState, PlacedOrder, ShipmentState } from './state.ts';

type Guard = (order: PlacedOrder) => boolean;

const someLine =
  (left: (line: OrderLine) => number): Guard =>
  ({ lines }) =>
    lines.some((line) => left(line) > 0);

const someTask =
  (matches: (task: TaskState) => boolean): Guard =>
  ({ tasks }) =>
    tasks.some((task) => !task.cancelled && matches(task));

const someShipment =
  (matches: (shipment: ShipmentState) => boolean): Guard =>
  ({ shipments }) =>
    shipments.some(matches);

/** Wait for money: the order can be paid, given up or lost. */
const unpaid = ['pending', 'payment_pending', 'payment_failed'] as const;

const outgoing = ['processing', 'ready_to_ship', 'shipped'] as const;

const arrived = ['delivered', 'return_requested', 'returned', 'refunded'] as const;

/** Allows facts about money and stock in every status: they come when they come. */
const anywhere = stays(...orderStatuses.filter((status) => status !== 'cart'));

/** Completes what the order is waiting for, even after a failure that was reported too early; an old success does not. */
const moneyComes: Arrows<OrderStatus> = {
  ...anywhere,
  payment_pending: ['payment_pending', 'confirmed'],
  payment_failed: ['payment_pending', 'payment_failed', 'confirmed'],
};

const moneyStaysAway: Arrows<OrderStatus> = { ...anywhere, payment_pending: ['payment_pending', 'payment_failed'] };

/**
 * Holds the state machine of an order: the only place that says which command is allowed in which status and where it may
 * lead. Decider, tests, documentation and the API's `allowed_actions` come from it. A command that moves through several
 * statuses at once (cash pays in full) is listed by where it ends; each step is an arrow of the table too.
 */
const table: TransitionTable<OrderCommand['type'], OrderStatus, PlacedOrder> = {
  PlaceOrder: { arrows: { cart: ['pending', 'confirmed'] } },
  RecordStockReserved: { arrows: anywhere },
  RecordStockReservationFailed: {
    arrows: leads([...unpaid, 'confirmed'], 'cancelled'),
  },
  ExpireReservation: { arrows: leads(unpaid, 'cancelled') },
  StartPayment: {
    action: 'pay',
    arrows: {
      // payment_failed: the fraud rules reject it
      ...leads(['pending', 'payment_failed'], 'payment_pending', 'payment_failed', 'confirmed'),
      // another tender, for what is still due
      payment_pending: ['payment_pending', 'confirmed'],
    },
    guard: (order) => mayTryPayment(order) && due(order) > 0,
  },
  RecordPaymentSubmitted: { arrows: anywhere },
  RecordPaymentAuthorized: { arrows: moneyComes },
  RecordPaymentCaptured: {
    action: 'capture',
    arrows: moneyComes,
    guard: (order) => order.payments.some((payment) => payment.status === 'authorized'),
  },
  RecordPaymentFailed: { arrows: moneyStaysAway },
  TimeOutPayments: { arrows: { payment_pending: ['payment_pending', 'payment_failed'] } },
  RecordPaymentVoided: { arrows: moneyStaysAway },
  RequestRefund: {
    action: 'refund',
    arrows: {
      ...stays('confirmed', ...outgoing, ...arrived, 'cancelled'),
      returned: ['returned', 'refunded'],
    },
    guard: (order) => refundableTotal(order) > 0,
  },
  RecordRefundSucceeded: { arrows: { ...anywhere, returned: ['returned', 'refunded'] } },
  RecordRefundFailed: { arrows: anywhere },
  CancelOrder: {
    action: 'cancel',
    // processing: with approval, before picking is complete and before anything is dispatched
    arrows: leads([...unpaid, 'confirmed', 'processing'], 'cancelled'),
    guard: (order) => !isAnythingDispatched(order) && !isPickingComplete(order),
  },
  AssignFulfillment: {
    action: 'assign_fulfillment',
    arrows: leads(['confirmed', 'processing'], 'processing'),
    guard: someLine(leftToAssign),
  },
  CancelFulfillmentTask: {
    action: 'cancel_fulfillment_task',
    arrows: stays('processing'),
    guard: someTask(isUntouched),
  },
  PickItems: {
    action: 'pick',
    arrows: stays('processing'),
    guard: someTask((task) => task.lines.some((line) => leftToPick(line) > 0)),
  },
  PackItems: {
    action: 'pack',
    arrows: { processing: ['processing', 'ready_to_ship'] },
    guard: someTask((task) => task.lines.some((line) => leftToPack(line) > 0)),
  },
  CreateShipment: {
    action: 'create_shipment',
    arrows: stays('processing', 'ready_to_ship'),
    guard: someLine(leftToShip),
  },
  RecordShipmentLabelled: { arrows: anywhere },
  RecordShipmentLabelFailed: { arrows: anywhere },
  DispatchShipment: {
    action: 'dispatch',
    arrows: {
      // partial shipments: the order stands where its least advanced line stands
      processing: ['processing'],
      ready_to_ship: ['ready_to_ship', 'shipped'],
      // a failed shipment goes out again
      shipped: ['shipped'],
    },
    guard: someShipment(awaitsDispatch),
  },
  TrackShipment: {
    action: 'track',
    // scans arrive late
    arrows: stays(...outgoing, ...arrived, 'cancelled'),
    guard: someShipment(isUnderWay),
  },
  DeliverShipment: {
    action: 'deliver',
    arrows: { ...stays('processing', 'ready_to_ship'), shipped: ['shipped', 'delivered'] },
    guard: someShipment(isUnderWay),
  },
  FailShipment: {
    action: 'fail_shipment',
    arrows: stays(...outgoing),
    guard: someShipment(isMoving),
  },
  ReturnShipmentToSender: {
    action: 'return_to_sender',
    arrows: {
      ...stays('processing', 'ready_to_ship'),
      // delivered when the rest was delivered, cancelled when there is no rest
      shipped: ['shipped', 'delivered', 'cancelled'],
    },
    guard: someShipment(isUnderWay),
  },
  RequestReturn: {
    action: 'request_return',
    arrows: { delivered: ['return_requested'] },
    guard: (order) => order.returnWindowClosedAt === null && someLine(leftToReturn)(order),
  },
  RecordReturnRejected: { arrows: { return_requested: ['delivered'] } },
  RecordReturnReceived: {
    // returned when everything that was delivered came back; with nothing to pay back it is refunded at once
    arrows: { return_requested: ['delivered', 'returned', 'refunded'] },
  },
  CloseReturnWindow: { arrows: stays(...arrived) },
};

export const orderMachine = stateMachine('order', orderStatuses, table);

/**
 * Lists what a person could do with the order now, by the API's names: what its status allows and its facts leave something to do
 * for. Leaves out the rules that need more than the order itself (approval, time).
 */
export const allowedActions = (order: OrderState): readonly string[] =>
  order.exists ? orderMachine.allowedActions(order.status, order) : [];
