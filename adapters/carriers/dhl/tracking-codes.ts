import type { ScanMeaning } from '../../../application/ports/carrier.ts';

/** Says what DHL Express's checkpoint codes mean for a shipment; any other is on the way. */
export const dhlTrackingCodes: ReadonlyMap<string, ScanMeaning> = new Map([
  ['OK', 'delivered'],
  // Delivered damaged.
  ['DD', 'delivered'],
  // Bad address, closed, moved, not delivered, not home, refused.
  ['BA', 'failed'],
  ['CA', 'failed'],
  ['CM', 'failed'],
  ['ND', 'failed'],
  ['NH', 'failed'],
  ['RD', 'failed'],
  ['RT', 'returned_to_sender'],
]);
