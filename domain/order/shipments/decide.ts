import { reject, type Decision, type Result } from '../../shared/decider.ts';
import { lineShare } from '../../shared/line-share.ts';
import type { Minor } from '../../shared/money.ts';
import { sum } from '../../shared/pricing/sum.ts';
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
  TrackShipment,
} from '../commands.ts';
import { endUndeliverable } from '../placement/cancel.ts';
import { returnWindowOpened } from '../returns/decide.ts';
import type { EventRecorder } from '../event-recorder.ts';
import type { LineQuantity, OrderEvent } from '../events.ts';
import { isCancelled, isStockManaged, joinLines, leftToShip } from '../fulfillment/progress.ts';
import { refundAcross } from '../payments/refund-payments.ts';
import { unknownPart } from '../refusals.ts';
import { selectLines } from '../select-lines.ts';
import type { PlacedOrder, ShipmentState } from '../state.ts';

/** Any packed units, of one or several tasks; an order may go out in several shipments. */
export const createShipment = (command: CreateShipment, draft: EventRecorder): Decision<OrderEvent> => {
  const { orderId, lines, shipments } = draft.order;
  const left = lines.map((line) => ({ lineId: line.lineId, quantity: leftToShip(line) }));
  const selected = selectLines(command.lines, { left, codes: shipping });
  if (!selected.ok) return selected;
  draft.record('ShipmentCreated', {
    shipmentId: `${orderId}.S${shipments.length + 1}`,
    carrier: command.carrier,
    service: command.service,
    trackingNumber: command.trackingNumber,
    labelUrl: command.labelUrl,
    lines: selected.value,
  });
  return draft.accept();
};

const shipping = { none: 'nothing_to_ship', unknown: 'unknown_line', exceeded: 'quantity_exceeds_unshipped' };

/** A label that comes after the shipment has gone is still its label. */
export const recordShipmentLabelled = (command: RecordShipmentLabelled, draft: EventRecorder): Decision<OrderEvent> => {
  const { shipmentId, trackingNumber, labelUrl } = command;
  const found = findShipment(draft.order, shipmentId, () => true);
  if (!found.ok) return found;
  draft.record('ShipmentLabelled', { shipmentId, trackingNumber, labelUrl });
  return draft.accept();
};

export const recordShipmentLabelFailed = (
  { shipmentId, reason }: RecordShipmentLabelFailed,
  draft: EventRecorder,
): Decision<OrderEvent> => {
  const found = findShipment(draft.order, shipmentId, () => true);
  if (!found.ok) return found;
  draft.record('ShipmentLabelFailed', { shipmentId, reason });
  return draft.accept();
};

export const dispatchShipment = (command: DispatchShipment, draft: EventRecorder): Decision<OrderEvent> => {
  const found = findShipment(draft.order, command.shipmentId, awaitsDispatch);
  if (!found.ok) return found;
  const { shipmentId, attempts, trackingNumber, lines } = found.value;
  draft.record('ShipmentDispatched', {
    shipmentId,
    attempt: attempts + 1,
    trackingNumber: command.trackingNumber ?? trackingNumber,
    estimatedDelivery: command.estimatedDelivery,
    reservationId: draft.order.reservationId,
    lines: withVariants(draft.order, lines),
    stockManaged: isStockManaged(draft.order),
  });
  return draft.accept();
};

export const trackShipment = (command: TrackShipment, draft: EventRecorder): Decision<OrderEvent> => {
  const found = findShipment(draft.order, command.shipmentId, ({ attempts }) => attempts > 0);
  if (!found.ok) return found;
  const { shipmentId, trackingEventId, trackingStatus, location, description, occurredAt } = command;
  draft.record('ShipmentTracked', {
    shipmentId,
    trackingEventId,
    trackingStatus,
    location,
    description,
    occurredAt,
  });
  return draft.accept();
};

/** A carrier that failed once may still deliver without being sent out again. */
export const deliverShipment = ({ shipmentId }: DeliverShipment, draft: EventRecorder): Decision<OrderEvent> => {
  const found = findShipment(draft.order, shipmentId, isUnderWay);
  if (!found.ok) return found;
  draft.record('ShipmentDelivered', { shipmentId, returnWindowEndsAt: null }, returnWindowOpened(draft.order));
  return draft.accept();
};

export const failShipment = ({ shipmentId, reason }: FailShipment, draft: EventRecorder): Decision<OrderEvent> => {
  const found = findShipment(draft.order, shipmentId, isMoving);
  if (!found.ok) return found;
  draft.record('ShipmentFailed', { shipmentId, reason });
  return draft.accept();
};

/** What was in it will not be delivered and is not owed any more; an order that has nothing else is over. */
export const returnShipmentToSender = (command: ReturnShipmentToSender, draft: EventRecorder): Decision<OrderEvent> => {
  const found = findShipment(draft.order, command.shipmentId, isUnderWay);
  if (!found.ok) return found;
  const { refundId } = command;
  const { shipmentId, lines } = found.value;
  draft.record('ShipmentReturnedToSender', {
    shipmentId,
    lines: withVariants(draft.order, lines),
    stockManaged: isStockManaged(draft.order),
  });
  draft.record(
    'OrderLinesCancelled',
    { lines, amount: worth(draft.order, lines), reason: 'undeliverable', returnWindowEndsAt: null },
    returnWindowOpened(draft.order),
  );
  if (draft.order.lines.every(isCancelled)) endUndeliverable(draft, refundId);
  else refundUndeliverable(draft, refundId);
  return draft.accept();
};

const refundUndeliverable = (draft: EventRecorder, refundId: string): void => {
  const amount = Math.min(excess(draft.order), refundableTotal(draft.order));
  if (amount <= 0) return;
  refundAcross(draft, { refundId, amount, method: 'original_payment', cause: 'undeliverable', returnId: null });
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
  const shipment = order.shipments.find((candidate) => candidate.shipmentId === shipmentId);
  if (shipment === undefined) return unknownPart('shipment', shipmentId);
  if (allows(shipment)) return { ok: true, value: shipment };
  const { status } = shipment;
  return status === 'created'
    ? reject('wrong_state', 'shipment_not_dispatched', 'dispatch the shipment first', { status })
    : reject('wrong_state', 'shipment_closed', 'the shipment has ended', { status });
};
