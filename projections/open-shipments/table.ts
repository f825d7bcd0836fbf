import { columnsOf } from '../runner/columns.ts';
import { definePartialReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { table } from '../runner/table.ts';
import { evolveShipments, openShipmentEvents } from './evolve.ts';
import type { OpenShipment } from './view.ts';

const { text, optionalText, integer, optionalTimestamp } = columnsOf<OpenShipment>();

/** Keeps shipments that have not ended, one row each: what carriers are asked for, and what their webhooks are about. */
export const openShipments = definePartialReadModel({
  name: 'open_shipments',
  version: 1,
  categories: ['order'],
  handles: openShipmentEvents,
  evolve: evolveShipments,
  tables: {
    open_shipments: table({
      since: '0003_shipment_tracking',
      columns: {
        order_id: text((_, { id }) => id),
        shipment_id: text((shipment) => shipment.shipmentId),
        carrier: text((shipment) => shipment.carrier),
        tracking_number: optionalText((shipment) => shipment.trackingNumber),
        attempts: integer((shipment) => shipment.attempts),
        resent_at: optionalTimestamp((shipment) => shipment.resentAt),
      },
      key: ['order_id', 'shipment_id'],
      indexes: [
        '(carrier, organization_id, shipment_id) where attempts > 0 and tracking_number is not null',
        '(carrier, tracking_number)',
      ],
      stream: 'order_id',
      rows: (shipments: readonly OpenShipment[]) => shipments,
      written: 'replaced',
      load: {
        document: (rows) =>
          rows.map((row) => ({
            shipmentId: row.shipment_id,
            carrier: row.carrier,
            trackingNumber: row.tracking_number,
            attempts: row.attempts,
            resentAt: row.resent_at?.toISOString() ?? null,
          })),
      },
    }),
  },
});

export type OpenShipmentTables = TablesOf<typeof openShipments>;
