import type { OrderEvent, ShipmentCreated, ShipmentDispatched, ShipmentTracked } from '../../../domain/order/events.ts';
import { advance } from '../../../domain/order/facts.ts';
import type { OrderDocument, ShipmentView, TrackingEventView } from '../view.ts';
import { change } from './parts.ts';

export type ShipmentEvent = Extract<OrderEvent, { type: `Shipment${string}` }>;

/** Gives what a shipment's event changes: the shipment, and how far the lines have come. */
export const shipmentChanges = (
  order: OrderDocument,
  event: ShipmentEvent,
): Partial<Pick<OrderDocument, 'lines' | 'shipments'>> => {
  const { lines, shipments } = order;
  switch (event.type) {
    case 'ShipmentCreated':
      return { lines: advance(lines, 'inShipment', event.data.lines), shipments: [...shipments, created(event)] };
    case 'ShipmentLabelled': {
      const { trackingNumber, labelUrl } = event.data;
      return { shipments: onShipment(shipments, event, () => ({ trackingNumber, labelUrl, labelFailure: null })) };
    }
    case 'ShipmentLabelFailed':
      return { shipments: onShipment(shipments, event, () => ({ labelFailure: event.data.reason })) };
    case 'ShipmentDispatched':
      return {
        lines: event.data.attempt === 1 ? advance(lines, 'shipped', event.data.lines) : lines,
        shipments: onShipment(shipments, event, dispatched(event)),
      };
    case 'ShipmentTracked':
      return { shipments: onShipment(shipments, event, tracked(event)) };
    case 'ShipmentDelivered': {
      const content = shipments.find(({ shipmentId }) => shipmentId === event.data.shipmentId)?.lines ?? [];
      return {
        lines: advance(lines, 'delivered', content),
        shipments: onShipment(shipments, event, () => ({ status: 'delivered', deliveredAt: event.data.at })),
      };
    }
    case 'ShipmentFailed':
      return { shipments: onShipment(shipments, event, () => ({ status: 'failed' })) };
    case 'ShipmentReturnedToSender':
      return { shipments: onShipment(shipments, event, () => ({ status: 'returned_to_sender' })) };
  }
};

const created = ({ data }: ShipmentCreated): ShipmentView => ({
  shipmentId: data.shipmentId,
  carrier: data.carrier,
  service: data.service,
  trackingNumber: data.trackingNumber,
  labelUrl: data.labelUrl,
  labelFailure: null,
  estimatedDelivery: null,
  status: 'created',
  attempts: 0,
  lines: data.lines,
  tracking: [],
  dispatchedAt: null,
  deliveredAt: null,
});

const dispatched =
  ({ data }: ShipmentDispatched) =>
  (shipment: ShipmentView): Partial<ShipmentView> => ({
    status: 'dispatched',
    attempts: data.attempt,
    trackingNumber: data.trackingNumber,
    estimatedDelivery: data.estimatedDelivery,
    dispatchedAt: shipment.dispatchedAt ?? data.at,
  });

const tracked =
  ({ data }: ShipmentTracked) =>
  (shipment: ShipmentView): Partial<ShipmentView> => ({
    // Scans arrive late: only a shipment that was just sent out is moved by one.
    status: shipment.status === 'dispatched' ? 'in_transit' : shipment.status,
    tracking: [...shipment.tracking, scan(data)],
  });

const scan = (data: ShipmentTracked['data']): TrackingEventView => ({
  trackingEventId: data.trackingEventId,
  status: data.trackingStatus,
  location: data.location,
  description: data.description,
  occurredAt: data.occurredAt,
});

const onShipment = (
  shipments: readonly ShipmentView[],
  { data }: ShipmentEvent,
  changes: (shipment: ShipmentView) => Partial<ShipmentView>,
): readonly ShipmentView[] => change(shipments, ({ shipmentId }) => shipmentId === data.shipmentId, changes);
