import { due, failedAttempts, refundableTotal } from './payments/balance.ts';
import { isPicked, leftToAssign, leftToPack, leftToPick, leftToReturn, leftToShip } from './fulfillment/progress.ts';
import type { OrderLine, PlacedOrder, ShipmentState, TaskState } from './state.ts';

/** What people do with an order, by the API's names. */
export type OrderAction =
  | 'pay'
  | 'capture'
  | 'refund'
  | 'cancel'
  | 'assign_fulfillment'
  | 'cancel_fulfillment_task'
  | 'pick'
  | 'pack'
  | 'create_shipment'
  | 'dispatch'
  | 'track'
  | 'deliver'
  | 'fail_shipment'
  | 'return_to_sender'
  | 'request_return';

type Guard = (order: PlacedOrder) => boolean;

/** Attempts that failed leave only cancelling, once they are as many as the terms allow. */
export const mayTryPayment: Guard = (order) => failedAttempts(order) < order.terms.paymentRetryAttempts;

export const isAnythingDispatched: Guard = (order) => order.shipments.some((shipment) => shipment.attempts > 0);

export const isPickingComplete: Guard = (order) => order.lines.every(isPicked);

/** A task that no hand has touched can be given up. */
export const isUntouched = (task: TaskState): boolean => task.lines.every((line) => line.picked === 0);

export const awaitsDispatch = ({ status }: ShipmentState): boolean => status === 'created' || status === 'failed';

export const isMoving = ({ status }: ShipmentState): boolean => status === 'dispatched' || status === 'in_transit';

/** Gone out, neither delivered nor back. */
export const isUnderWay = (shipment: ShipmentState): boolean => isMoving(shipment) || shipment.status === 'failed';

const someLine =
  (left: (line: OrderLine) => number): Guard =>
  (order) =>
    order.lines.some((line) => left(line) > 0);

const someTask =
  (matches: (task: TaskState) => boolean): Guard =>
  (order) =>
    order.tasks.some((task) => !task.cancelled && matches(task));

const someShipment =
  (matches: (shipment: ShipmentState) => boolean): Guard =>
  (order) =>
    order.shipments.some(matches);

/** Whether the order's facts leave something to do, for each action that its status allows. */
export const guards: Readonly<Record<OrderAction, Guard>> = {
  pay: (order) => mayTryPayment(order) && due(order) > 0,
  capture: (order) => order.payments.some((payment) => payment.status === 'authorized'),
  refund: (order) => refundableTotal(order) > 0,
  cancel: (order) => !isAnythingDispatched(order) && !isPickingComplete(order),
  assign_fulfillment: someLine(leftToAssign),
  cancel_fulfillment_task: someTask(isUntouched),
  pick: someTask((task) => task.lines.some((line) => leftToPick(line) > 0)),
  pack: someTask((task) => task.lines.some((line) => leftToPack(line) > 0)),
  create_shipment: someLine(leftToShip),
  dispatch: someShipment(awaitsDispatch),
  track: someShipment(isUnderWay),
  deliver: someShipment(isUnderWay),
  fail_shipment: someShipment(isMoving),
  return_to_sender: someShipment(isUnderWay),
  request_return: (order) => order.returnWindowClosedAt === null && someLine(leftToReturn)(order),
};
