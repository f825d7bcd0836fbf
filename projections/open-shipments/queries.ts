import type { Selectable } from 'kysely';
import type { Instant } from '../../domain/shared/message.ts';
import type { ReadModel, ReadModelTables } from '../tables.ts';

/** A shipment that a carrier has on its way: it went out, under a tracking number, and has not ended. */
export interface ShipmentUnderWay {
  readonly organizationId: string;
  readonly shipmentId: string;
  readonly carrier: string;
  readonly trackingNumber: string;
  /** When it went out again; null if it has not. */
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
    .selectFrom('open_shipments')
    .select(['organization_id', 'shipment_id', 'carrier', 'tracking_number', 'resent_at'])
    .where('attempts', '>', 0);
  return {
    shipmentsUnderWay: async (carriers, limit, after) => {
      let query = underWay.where('carrier', 'in', carriers).where('tracking_number', 'is not', null);
      if (after !== undefined) {
        const { carrier, organizationId, shipmentId } = after;
        query = query.where((row) =>
          row(
            row.refTuple('carrier', 'organization_id', 'shipment_id'),
            '>',
            row.tuple(carrier, organizationId, shipmentId),
          ),
        );
      }
      const rows = await query
        .orderBy('carrier')
        .orderBy('organization_id')
        .orderBy('shipment_id')
        .limit(limit)
        .execute();
      return rows.map(shipmentOf);
    },
    shipmentsByTrackingNumber: async (carrier, trackingNumber) => {
      const rows = await underWay
        .where('carrier', '=', carrier)
        .where('tracking_number', '=', trackingNumber)
        .orderBy('organization_id')
        .orderBy('shipment_id')
        .execute();
      return rows.map(shipmentOf);
    },
  };
};

type Row = Pick<
  Selectable<ReadModelTables['open_shipments']>,
  'organization_id' | 'shipment_id' | 'carrier' | 'tracking_number' | 'resent_at'
>;

const shipmentOf = (row: Row): ShipmentUnderWay => ({
  organizationId: row.organization_id,
  shipmentId: row.shipment_id,
  carrier: row.carrier,
  trackingNumber: row.tracking_number ?? '',
  resentAt: row.resent_at?.toISOString() ?? null,
});
