import type {
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentDispatched,
  ShipmentFailed,
  ShipmentLabelled,
  ShipmentReturnedToSender,
  ShipmentTracked,
} from '../events.ts';
import { advance } from '../facts.ts';
import type { PlacedOrder, ShipmentState } from '../state.ts';

export const shipmentCreated = (order: PlacedOrder, { data }: ShipmentCreated): PlacedOrder => ({
  ...order,
  lines: advance(order.lines, 'inShipment', data.lines),
  shipments: [
    ...order.shipments,
    {
      shipmentId: data.shipmentId,
      carrier: data.carrier,
      service: data.service,
      trackingNumber: data.trackingNumber,
      labelUrl: data.labelUrl,
      estimatedDelivery: null,
      status: 'created',
      attempts: 0,
      lines: data.lines,
      trackingEventIds: [],
    },
  ],
});

export const shipmentLabelled = (order: PlacedOrder, { data }: ShipmentLabelled): PlacedOrder =>
  changeShipment(order, data.shipmentId, (shipment) => ({
    ...shipment,
    trackingNumber: data.trackingNumber,
    labelUrl: data.labelUrl,
  }));

/** Counts units as shipped at the first dispatch only; a failed shipment that goes out again carries the same ones. */
export const shipmentDispatched = (order: PlacedOrder, { data }: ShipmentDispatched): PlacedOrder => {
  const { attempt, trackingNumber, estimatedDelivery } = data;
  const next = changeShipment(order, data.shipmentId, (shipment) => ({
    ...shipment,
    status: 'dispatched',
    attempts: attempt,
    trackingNumber,
    estimatedDelivery,
  }));
  return attempt === 1 ? { ...next, lines: advance(order.lines, 'shipped', data.lines) } : next;
};

/** Moves a shipment by a scan only if it was just sent out: scans arrive late and prove nothing else. */
export const shipmentTracked = (order: PlacedOrder, { data }: ShipmentTracked): PlacedOrder =>
  changeShipment(order, data.shipmentId, (shipment) => ({
    ...shipment,
    status: shipment.status === 'dispatched' ? 'in_transit' : shipment.status,
    trackingEventIds: [...shipment.trackingEventIds, data.trackingEventId],
  }));

export const shipmentDelivered = (order: PlacedOrder, { data }: ShipmentDelivered): PlacedOrder => {
  const carried = order.shipments.filter(({ shipmentId }) => shipmentId === data.shipmentId);
  return {
    ...setStatus(order, data.shipmentId, 'delivered'),
    lines: advance(
      order.lines,
      'delivered',
      carried.flatMap(({ lines }) => lines),
    ),
  };
};

export const shipmentFailed = (order: PlacedOrder, { data }: ShipmentFailed): PlacedOrder =>
  setStatus(order, data.shipmentId, 'failed');

export const shipmentReturnedToSender = (order: PlacedOrder, { data }: ShipmentReturnedToSender): PlacedOrder =>
  setStatus(order, data.shipmentId, 'returned_to_sender');

const setStatus = (order: PlacedOrder, shipmentId: string, status: ShipmentState['status']): PlacedOrder =>
  changeShipment(order, shipmentId, (shipment) => ({ ...shipment, status }));

const changeShipment = (
  order: PlacedOrder,
  shipmentId: string,
  change: (shipment: ShipmentState) => ShipmentState,
): PlacedOrder => ({
  ...order,
  shipments: order.shipments.map((shipment) => (shipment.shipmentId === shipmentId ? change(shipment) : shipment)),
});
