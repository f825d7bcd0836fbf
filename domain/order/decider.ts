import { accept, decideBy, reject, type Decider, type Decision, type Handlers } from '../shared/decider.ts';
import type { OrderCommand } from './commands.ts';
import { cancelOrder, expireReservation, recordStockReservationFailed } from './placement/cancel.ts';
import { assignFulfillment, cancelFulfillmentTask, packItems, pickItems } from './fulfillment/decide.ts';
import {
  recordPaymentAuthorized,
  recordPaymentCaptured,
  recordPaymentFailed,
  recordPaymentSubmitted,
  recordPaymentVoided,
  startPayment,
  timeOutPayments,
} from './payments/decide.ts';
import { placeOrder, recordStockReserved } from './placement/decide.ts';
import { recordRefundFailed, recordRefundSucceeded, requestRefund } from './payments/decide-refunds.ts';
import { closeReturnWindow, recordReturnReceived, recordReturnRejected, requestReturn } from './returns/decide.ts';
import {
  createShipment,
  deliverShipment,
  dispatchShipment,
  failShipment,
  recordShipmentLabelFailed,
  recordShipmentLabelled,
  returnShipmentToSender,
  trackShipment,
} from './shipments/decide.ts';
import { EventRecorder } from './event-recorder.ts';
import type { OrderEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { isAlreadyDone, type PlacedOrderCommand } from './already-done.ts';
import { noOrder, type OrderState } from './state.ts';
import { orderMachine } from './transitions.ts';

/** Decides every command in four steps: does the order exist, is it already so, does the status allow it, do its own rules. */
const decide = (command: OrderCommand, state: OrderState): Decision<OrderEvent> => {
  if (command.type === 'PlaceOrder') return placeOrder(command, state);
  if (!state.exists) return reject('not_found', 'order_not_found', 'there is no such order');
  if (isAlreadyDone(command, state)) return accept();
  if (!orderMachine.isAllowed(command.type, state.status)) return orderMachine.refusal(command.type, state.status);
  return decideBy(handlers, command, new EventRecorder(state, command.at));
};

const handlers: Handlers<PlacedOrderCommand, EventRecorder, OrderEvent> = {
  RecordStockReserved: recordStockReserved,
  RecordStockReservationFailed: recordStockReservationFailed,
  ExpireReservation: expireReservation,
  CancelOrder: cancelOrder,
  StartPayment: startPayment,
  RecordPaymentSubmitted: recordPaymentSubmitted,
  RecordPaymentAuthorized: recordPaymentAuthorized,
  RecordPaymentCaptured: recordPaymentCaptured,
  RecordPaymentFailed: recordPaymentFailed,
  TimeOutPayments: timeOutPayments,
  RecordPaymentVoided: recordPaymentVoided,
  RequestRefund: requestRefund,
  RecordRefundSucceeded: recordRefundSucceeded,
  RecordRefundFailed: recordRefundFailed,
  AssignFulfillment: assignFulfillment,
  CancelFulfillmentTask: cancelFulfillmentTask,
  PickItems: pickItems,
  PackItems: packItems,
  CreateShipment: createShipment,
  RecordShipmentLabelled: recordShipmentLabelled,
  RecordShipmentLabelFailed: recordShipmentLabelFailed,
  DispatchShipment: dispatchShipment,
  TrackShipment: trackShipment,
  DeliverShipment: deliverShipment,
  FailShipment: failShipment,
  ReturnShipmentToSender: returnShipmentToSender,
  RequestReturn: requestReturn,
  RecordReturnRejected: recordReturnRejected,
  RecordReturnReceived: recordReturnReceived,
  CloseReturnWindow: closeReturnWindow,
};

/** Decides a sale from its placement to its end: money, goods and returns. Rules and dilemmas: domain/order/README.md. */
export const orderDecider: Decider<OrderCommand, OrderEvent, OrderState> = { initial: noOrder, decide, evolve };
