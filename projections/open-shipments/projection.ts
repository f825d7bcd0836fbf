import { streamName } from '../../domain/shared/stream.ts';
import type { StreamRef } from '../runner/projection.ts';
import { among, deleteRows, insertRows } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import type { ReadModel } from '../tables.ts';
import { openShipmentEvents, openShipments } from './evolve.ts';
import type { OpenShipment } from './view.ts';

const loadShipments = async (
  { db }: ReadModel,
  streams: readonly StreamRef[],
): Promise<ReadonlyMap<string, readonly OpenShipment[]>> => {
  const rows = await db.selectFrom('open_shipments').selectAll().where(among('order_id', streams)).execute();
  const shipments = new Map<string, OpenShipment[]>();
  for (const row of rows) {
    const stream = streamName('order', row.organization_id, row.order_id);
    const shipment = {
      shipmentId: row.shipment_id,
      carrier: row.carrier,
      trackingNumber: row.tracking_number,
      attempts: row.attempts,
      resentAt: row.resent_at?.toISOString() ?? null,
    };
    shipments.set(stream, [...(shipments.get(stream) ?? []), shipment]);
  }
  return shipments;
};

/** Shipments that have not ended, one row each: what carriers are asked for, and what their webhooks are about. */
export const openShipmentsProjection = streamProjection<'order', readonly OpenShipment[]>({
  name: 'open_shipments',
  version: 1,
  categories: ['order'],
  tables: ['open_shipments'],
  handles: (type) => openShipmentEvents.some((handled) => handled === type),
  evolve: (shipments, { event }) => openShipments(shipments ?? [], event),
  load: loadShipments,

  save: (readModel, changed) => {
    // A batch often sees the whole life of a shipment: nothing was written, nothing is left.
    const written = changed.filter(({ before }) => before !== undefined && before.length > 0);
    const open = changed.flatMap(({ organizationId, id, document }) =>
      document.map((shipment) => ({
        organization_id: organizationId,
        order_id: id,
        shipment_id: shipment.shipmentId,
        carrier: shipment.carrier,
        tracking_number: shipment.trackingNumber,
        attempts: shipment.attempts,
        resent_at: shipment.resentAt,
      })),
    );
    return [
      ...deleteRows(readModel, 'open_shipments', 'order_id', written),
      ...insertRows(readModel, 'open_shipments', open),
    ];
  },
});
