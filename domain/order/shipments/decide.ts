import { reject, type Decision, type Result } from '../../shared/decider.ts';
import { lineShare } from '../../shared/line-share.ts';
import { type Minor, sum } from '../../shared/money.ts';
import { awaitsDispatch, isMoving, isUnderWay } from './shipment.ts';
import { excess, refundableTotal } from '../payments/balance.ts';
import type {
  CreateShipment,
  DeliverShipment,
  DispatchShipment,
  FailShipment,
  RecordShipmentLabelFailed,
  RecordShipmentLabelled,
  ReturnShipmentToSender,
  ShipmentCommand,
  TrackShipment,
} from './commands.ts';
import { endUndeliverable } from '../placement/cancel.ts';
import { returnWindowOpened } from '../returns/decide.ts';
import type { Decide, EventRecorder } from '../event-recorder.ts';
import type { LineQuantity, OrderEvent } from '../events.ts';
import { isCancelled, isStockManaged, joinLines, leftToShip } from '../fulfillment/progress.ts';
import { refundAcross } from '../payments/refund-payments.ts';
import { shipmentOf, unknownPart } from '../parts.ts';
import { selectLines } from '../fulfillment/select-lines.ts';
import type { PlacedOrder, ShipmentState } from '../state.ts';

/** Any packed units, of one or several tasks; an order may go out in several shipments. */
export const createShipment: Decide<'CreateShipment'> = (command, recorder) => {
  const { orderId, lines, shipments } = recorder.order;
  const left = lines.map((line) => ({ lineId: line.lineId, quantity: leftToShip(line) }));
  const selected = selectLines(command.lines, { left, codes: shipping });
  if (!selected.ok) return selected;
  recorder.record('ShipmentCreated', {
    shipmentId: `${orderId}.S${shipments.length + 1}`,
    carrier: command.carrier,
    service: command.service,
    trackingNumber: command.trackingNumber,
    labelUrl: command.labelUrl,
    lines: selected.value,
  });
  return recorder.accept();
};

const shipping = { none: 'nothing_to_ship', unknown: 'unknown_line', exceeded: 'quantity_exceeds_unshipped' };

/** Decides a command about a shipment that must be fit for it. */
const about =
  <Command extends Exclude<ShipmentCommand, CreateShipment>>(
    isFit: (shipment: ShipmentState) => boolean,
    record: (shipment: ShipmentState, command: Command, recorder: EventRecorder) => void,
  ) =>
  (command: Command, recorder: EventRecorder): Decision<OrderEvent> => {
    const found = findShipment(recorder.order, command.shipmentId, isFit);
    if (!found.ok) return found;
    record(found.value, command, recorder);
    return recorder.accept();
  };

const anywhere = (): boolean => true;

const isDispatched = ({ attempts }: ShipmentState): boolean => attempts > 0;

/** A label that comes after the shipment has gone is still its label. */
export const recordShipmentLabelled = about<RecordShipmentLabelled>(
  anywhere,
  ({ shipmentId }, { trackingNumber, labelUrl }, recorder) => {
    recorder.record('ShipmentLabelled', { shipmentId, trackingNumber, labelUrl });
  },
);

export const recordShipmentLabelFailed = about<RecordShipmentLabelFailed>(
  anywhere,
  ({ shipmentId }, { reason }, recorder) => {
    recorder.record('ShipmentLabelFailed', { shipmentId, reason });
  },
);

export const dispatchShipment = about<DispatchShipment>(awaitsDispatch, (shipment, command, recorder) => {
  const { shipmentId, attempts, lines } = shipment;
  recorder.record('ShipmentDispatched', {
    shipmentId,
    attempt: attempts + 1,
    trackingNumber: command.trackingNumber ?? shipment.trackingNumber,
    estimatedDelivery: command.estimatedDelivery,
    reservationId: recorder.order.reservationId,
    lines: withVariants(recorder.order, lines),
    stockManaged: isStockManaged(recorder.order),
  });
});

export const trackShipment = about<TrackShipment>(isDispatched, ({ shipmentId }, command, recorder) => {
  const { trackingEventId, trackingStatus, location, description, occurredAt } = command;
  const scan = { trackingEventId, trackingStatus, location, description, occurredAt };
  recorder.record('ShipmentTracked', { shipmentId, ...scan });
});

/** A carrier that failed once may still deliver without being sent out again. */
export const deliverShipment = about<DeliverShipment>(isUnderWay, ({ shipmentId }, _command, recorder) => {
  recorder.record('ShipmentDelivered', { shipmentId, returnWindowEndsAt: null }, returnWindowOpened(recorder.order));
});

export const failShipment = about<FailShipment>(isMoving, ({ shipmentId }, { reason }, recorder) => {
  recorder.record('ShipmentFailed', { shipmentId, reason });
});

/** Cancels what was in it, which is not owed any more; an order that has nothing else is over. */
export const returnShipmentToSender = about<ReturnShipmentToSender>(isUnderWay, (shipment, command, recorder) => {
  const { shipmentId, lines } = shipment;
  const stockManaged = isStockManaged(recorder.order);
  recorder.record('ShipmentReturnedToSender', { shipmentId, lines: withVariants(recorder.order, lines), stockManaged });
  recorder.record(
    'OrderLinesCancelled',
    { lines, amount: worth(recorder.order, lines), reason: 'undeliverable', returnWindowEndsAt: null },
    returnWindowOpened(recorder.order),
  );
  if (recorder.order.lines.every(isCancelled)) endUndeliverable(recorder, command.refundId);
  else refundUndeliverable(recorder, command.refundId);
});

const refundUndeliverable = (recorder: EventRecorder, refundId: string): void => {
  const amount = Math.min(excess(recorder.order), refundableTotal(recorder.order));
  if (amount <= 0) return;
  refundAcross(recorder, { refundId, amount, method: 'original_payment', cause: 'undeliverable', returnId: null });
};

const worth = (order: PlacedOrder, lines: readonly LineQuantity[]): Minor =>
  sum(joinLines(order.lines, lines).map(({ line, change }) => lineShare(line, line.cancelled, change.quantity)));

const withVariants = (order: PlacedOrder, lines: readonly LineQuantity[]) =>
  joinLines(order.lines, lines).map(({ line, change }) => ({ ...change, variantId: line.variantId }));

const findShipment = (
  order: PlacedOrder,
  shipmentId: string,
  allows: (shipment: ShipmentState) => boolean,
): Result<ShipmentState> => {
  const shipment = shipmentOf(order, shipmentId);
  if (shipment === undefined) return unknownPart('shipment', shipmentId);
  if (allows(shipment)) return { ok: true, value: shipment };
  const { status } = shipment;
  return status === 'created'
    ? reject('wrong_state', 'shipment_not_dispatched', 'dispatch the shipment first', { status })
    : reject('wrong_state', 'shipment_closed', 'the shipment has ended', { status });
};
