import type { Carriers } from '../ports/carrier.ts';
import type { ShipmentsUnderWay, ShipmentUnderWay } from '../ports/read-models.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';
import type { Pause } from '../ports/system.ts';
import { recordScans, type ScanDependencies } from './record-scans.ts';

export interface TrackingDependencies extends ScanDependencies {
  readonly carriers: Carriers;
  readonly shipmentsUnderWay: ShipmentsUnderWay;
}

/** Shipments asked for at once. */
const pageSize = 100;

/**
 * Asks the carriers once for every shipment that they have on its way, one after the other. A shipment that fails waits for
 * the next round; so do all of a carrier that does not answer.
 */
export const trackShipments = async (dependencies: TrackingDependencies, signal: AbortSignal): Promise<void> => {
  const silent = new Set<string>();
  let last: ShipmentUnderWay | undefined;
  do {
    const asked = [...dependencies.carriers.keys()].filter((name) => !silent.has(name));
    if (asked.length === 0) return;
    const page = await dependencies.shipmentsUnderWay.shipmentsUnderWay(asked, pageSize, last);
    for (const shipment of page) {
      if (signal.aborted) return;
      if (!silent.has(shipment.carrier) && !(await track(dependencies, shipment))) silent.add(shipment.carrier);
    }
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last !== undefined);
};

/** @returns whether the carrier answers */
const track = async (dependencies: TrackingDependencies, shipment: ShipmentUnderWay): Promise<boolean> => {
  const { carriers, log } = dependencies;
  try {
    const scans = await carriers.get(shipment.carrier)?.track(shipment.trackingNumber);
    await recordScans(dependencies, shipment, scans ?? []);
    return true;
  } catch (error) {
    const { organizationId, shipmentId, carrier } = shipment;
    log.warn({ organization_id: organizationId, shipment_id: shipmentId, carrier, err: error }, 'tracking waits');
    return !(error instanceof ServiceUnavailableError);
  }
};

/** Tracks all shipments again and again, until aborted. Several processes at once do no harm, only work. */
export const pollTracking = async (
  dependencies: TrackingDependencies & { readonly pause: Pause; readonly intervalMs: number },
  signal: AbortSignal,
): Promise<void> => {
  const { pause, intervalMs, log } = dependencies;
  while (!signal.aborted) {
    await trackShipments(dependencies, signal).catch((error: unknown) => {
      log.warn({ err: error }, 'tracking waits');
    });
    await pause(intervalMs, signal);
  }
};
