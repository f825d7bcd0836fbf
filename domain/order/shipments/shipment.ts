import type { PlacedOrder, ShipmentState } from '../state.ts';

export const awaitsDispatch = ({ status }: ShipmentState): boolean => status === 'created' || status === 'failed';

export const isMoving = ({ status }: ShipmentState): boolean => status === 'dispatched' || status === 'in_transit';

/** Whether it has gone out, and is neither delivered nor back. */
export const isUnderWay = (shipment: ShipmentState): boolean => isMoving(shipment) || shipment.status === 'failed';

export const isAnythingDispatched = ({ shipments }: PlacedOrder): boolean =>
  shipments.some((shipment) => shipment.attempts > 0);
