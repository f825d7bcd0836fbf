import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
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
import { invalidTransition, isAllowed } from './transitions.ts';

/** Every command in four steps: does the order exist, is it already so, does the status allow it, do its own rules. */
const decide = (command: OrderCommand, state: OrderState): Decision<OrderEvent> => {
  if (command.type === 'PlaceOrder') return placeOrder(command, state);
  if (!state.exists) return reject('not_found', 'order_not_found', 'there is no such order');
  if (isAlreadyDone(command, state)) return accept();
  if (!isAllowed(command.type, state.status)) return invalidTransition(command.type, state.status);
  return decidePlaced(command, new EventRecorder(state, command.at));
};

const decidePlaced = (command: PlacedOrderCommand, draft: EventRecorder): Decision<OrderEvent> => {
  switch (command.type) {
    case 'RecordStockReserved':
      return recordStockReserved(command, draft);
    case 'RecordStockReservationFailed':
      return recordStockReservationFailed(command, draft);
    case 'ExpireReservation':
      return expireReservation(command, draft);
    case 'CancelOrder':
      return cancelOrder(command, draft);
    case 'StartPayment':
      return startPayment(command, draft);
    case 'RecordPaymentSubmitted':
      return recordPaymentSubmitted(command, draft);
    case 'RecordPaymentAuthorized':
      return recordPaymentAuthorized(command, draft);
    case 'RecordPaymentCaptured':
      return recordPaymentCaptured(command, draft);
    case 'RecordPaymentFailed':
      return recordPaymentFailed(command, draft);
    case 'TimeOutPayments':
      return timeOutPayments(command, draft);
    case 'RecordPaymentVoided':
      return recordPaymentVoided(command, draft);
    case 'RequestRefund':
      return requestRefund(command, draft);
    case 'RecordRefundSucceeded':
      return recordRefundSucceeded(command, draft);
    case 'RecordRefundFailed':
      return recordRefundFailed(command, draft);
    case 'AssignFulfillment':
      return assignFulfillment(command, draft);
    case 'CancelFulfillmentTask':
      return cancelFulfillmentTask(command, draft);
    case 'PickItems':
      return pickItems(command, draft);
    case 'PackItems':
      return packItems(command, draft);
    case 'CreateShipment':
      return createShipment(command, draft);
    case 'RecordShipmentLabelled':
      return recordShipmentLabelled(command, draft);
    case 'RecordShipmentLabelFailed':
      return recordShipmentLabelFailed(command, draft);
    case 'DispatchShipment':
      return dispatchShipment(command, draft);
    case 'TrackShipment':
      return trackShipment(command, draft);
    case 'DeliverShipment':
      return deliverShipment(command, draft);
    case 'FailShipment':
      return failShipment(command, draft);
    case 'ReturnShipmentToSender':
      return returnShipmentToSender(command, draft);
    case 'RequestReturn':
      return requestReturn(command, draft);
    case 'RecordReturnRejected':
      return recordReturnRejected(command, draft);
    case 'RecordReturnReceived':
      return recordReturnReceived(command, draft);
    case 'CloseReturnWindow':
      return closeReturnWindow(command, draft);
  }
};

/** A sale from its placement to its end: money, goods and returns. Rules and dilemmas: domain/order/README.md. */
export const orderDecider: Decider<OrderCommand, OrderEvent, OrderState> = { initial: noOrder, decide, evolve };
