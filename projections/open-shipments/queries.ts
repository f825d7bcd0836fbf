import type { Selectable } from 'kysely';
import type { Instant } from '../../domain/shared/message.ts';
import { keyset, matching } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { OpenShipmentTables } from './table.ts';

/** Describes a shipment that a carrier has on its way: it went out, under a tracking number, and has not ended. */
export interface ShipmentUnderWay {
  readonly organizationId: string;
  readonly shipmentId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  /** Holds when it went out again; null if it has not. */
  readonly resentAt: Instant | null;
}

export interface ShipmentQueries {
  /** Of these carriers, over all organisations, in a fixed order, at most `limit`, those that come `after` one. */
  shipmentsUnderWay(
    carriers: readonly string[],
    limit: number,
    after?: ShipmentUnderWay,
  ): Promise<readonly ShipmentUnderWay[]>;
  shipmentsByTrackingNumber(carrier: string, trackingNumber: string): Promise<readonly ShipmentUnderWay[]>;
}

export const shipmentQueries = ({ db }: ReadModel): ShipmentQueries => {
  const underWay = db
    .withTables<OpenShipmentTables>()
    .selectFrom('open_shipments')
    .select(['organization_id', 'shipment_id', 'carrier', 'tracking_number', 'resent_at'])
    .where('attempts', '>', 0);
  return {
    shipmentsUnderWay: async (carriers, limit, after) => {
      const theirs = underWay.where('carrier', 'in', carriers).where('tracking_number', 'is not', null);
      const rows = await keyset(theirs, {
        by: ['carrier', 'organization_id', 'shipment_id'],
        after: after && [after.carrier, after.organizationId, after.shipmentId],
        limit,
      }).execute();
      return rows.map(shipmentOf);
    },

    shipmentsByTrackingNumber: async (carrier, trackingNumber) => {
      const rows = await matching(underWay, { carrier, tracking_number: trackingNumber })
        .orderBy('organization_id')
        .orderBy('shipment_id')
        .execute();
      return rows.map(shipmentOf);
    },
  };
};

type Row = Pick<
  Selectable<OpenShipmentTables['open_shipments']>,
  'organization_id' | 'shipment_id' | 'carrier' | 'tracking_number' | 'resent_at'
>;

const shipmentOf = (row: Row): ShipmentUnderWay => ({
  organizationId: row.organization_id,
  shipmentId: row.shipment_id,
  carrier: row.carrier,
  trackingNumber: row.tracking_number ?? '',
  resentAt: row.resent_at?.toISOString() ?? null,
});
