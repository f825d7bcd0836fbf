import type { Carriers } from '../ports/carrier.ts';
import type { ShipmentsUnderWay } from '../ports/read-models.ts';
import type { WebhookDelivery, WebhookReceipt } from '../ports/webhook.ts';
import { recordScans, type ScanDependencies } from './record-scans.ts';

export interface CarrierWebhookDependencies extends ScanDependencies {
  readonly carriers: Carriers;
  readonly shipments: Pick<ShipmentsUnderWay, 'shipmentsByTrackingNumber'>;
}

/**
 * Takes in what a carrier sent us. Scans are known by their ids, so deliveries may come twice, late and in any order. A
 * number that is not under way is not ours to follow (any more), and is accepted so that the carrier stops sending it:
 * should it only not be dispatched yet, polling learns of it later.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: let it be sent again
 */
export const receiveCarrierWebhook =
  (dependencies: CarrierWebhookDependencies) =>
  async (name: string, delivery: WebhookDelivery): Promise<WebhookReceipt> => {
    const carrier = dependencies.carriers.get(name);
    if (carrier === undefined) return 'unknown_sender';
    const reading = await carrier.readWebhook(delivery);
    if (!reading.ok) {
      dependencies.log.warn({ carrier: name, reason: reading.reason }, 'a carrier’s webhook was not taken in');
      return reading.reason;
    }
    for (const { trackingNumber, scans } of reading.reports) {
      const shipments = await dependencies.shipments.shipmentsByTrackingNumber(name, trackingNumber);
      for (const shipment of shipments) await recordScans(dependencies, shipment, scans);
    }
    return 'accepted';
  };
