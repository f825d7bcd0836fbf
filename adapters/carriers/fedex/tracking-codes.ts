import type { ScanMeaning } from '../../../application/ports/carrier.ts';

/** Says what FedEx's scan event types mean for a shipment; any other is on the way. */
export const fedexTrackingCodes: ReadonlyMap<string, ScanMeaning> = new Map([
  ['DL', 'delivered'],
  // Delivery exception: receiver absent, refused, address not found.
  ['DE', 'failed'],
  ['RS', 'returned_to_sender'],
]);
