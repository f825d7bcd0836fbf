import type { OrderEvent } from '../../domain/order/events.ts';
import type { OpenShipment } from './view.ts';

/** Holds the event types that open, number, send out or end shipments, and no other. */
export const openShipmentEvents = [
  'ShipmentCreated',
  'ShipmentLabelled',
  'ShipmentDispatched',
  'ShipmentDelivered',
  'ShipmentReturnedToSender',
  'OrderCancelled',
] as const satisfies readonly OrderEvent['type'][];

/** Gives an order's open shipments after the event. */
export const evolveShipments = (
  shipments: readonly OpenShipment[] = [],
  event: OrderEvent,
): readonly OpenShipment[] => {
  switch (event.type) {
    case 'ShipmentCreated': {
      const { shipmentId, carrier, trackingNumber } = event.data;
      return [...shipments, { shipmentId, carrier, trackingNumber, attempts: 0, resentAt: null }];
    }
    case 'ShipmentLabelled': {
      const { shipmentId, trackingNumber } = event.data;
      return changed(shipments, shipmentId, { trackingNumber });
    }
    case 'ShipmentDispatched': {
      const { shipmentId, trackingNumber, attempt, at } = event.data;
      return changed(shipments, shipmentId, { trackingNumber, attempts: attempt, resentAt: attempt > 1 ? at : null });
    }
    case 'ShipmentDelivered':
    case 'ShipmentReturnedToSender':
      return shipments.filter(({ shipmentId }) => shipmentId !== event.data.shipmentId);
    case 'OrderCancelled':
      return [];
    default:
      return shipments;
  }
};

/** Leaves closed a shipment whose label is recorded after its end. */
const changed = (
  shipments: readonly OpenShipment[],
  shipmentId: string,
  changes: Partial<OpenShipment>,
): readonly OpenShipment[] =>
  shipments.map((shipment) => (shipment.shipmentId === shipmentId ? { ...shipment, ...changes } : shipment));
