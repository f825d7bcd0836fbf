import type { ScanMeaning } from '../../../application/ports/carrier.ts';

/**
 * Says what UPS's status codes mean for a shipment; any other is on the way. An activity without such a code has its type
 * in its stead.
 */
export const upsTrackingCodes: ReadonlyMap<string, ScanMeaning> = new Map([
  ['D', 'delivered'],
  ['011', 'delivered'],
  // By the local post office.
  ['026', 'delivered'],
  // First, second and final attempt.
  ['022', 'failed'],
  ['023', 'failed'],
  ['024', 'failed'],
  // Attempted, an adult's signature or the money missing, refused, attempted by the post office.
  ['060', 'failed'],
  ['061', 'failed'],
  ['062', 'failed'],
  ['064', 'failed'],
  ['066', 'failed'],
  ['RS', 'returned_to_sender'],
  ['034', 'returned_to_sender'],
  ['067', 'returned_to_sender'],
]);
