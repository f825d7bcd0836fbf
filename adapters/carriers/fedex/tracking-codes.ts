import type { ScanMeaning } from '../../../application/ports/carrier.ts';

/** What FedEx's scan event types mean for a shipment; all others are on the way. */
export const fedexTrackingCodes: ReadonlyMap<string, ScanMeaning> = new Map([
  ['DL', 'delivered'],
  // Delivery exception: nobody there, refused, address not found.
  ['DE', 'failed'],
  ['RS', 'returned_to_sender'],
]);
