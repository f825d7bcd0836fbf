import { sql, type RawBuilder } from 'kysely';

/** Shipments that have not ended, found by their carrier (to poll) and by their tracking number (webhooks). */
export const openShipmentTables = (name: (table: string) => RawBuilder<unknown>): readonly RawBuilder<unknown>[] => [
  sql`create table ${name('open_shipments')} (
    organization_id text not null,
    order_id text not null,
    shipment_id text not null,
    carrier text not null,
    tracking_number text,
    attempts integer not null,
    resent_at timestamptz,
    primary key (organization_id, order_id, shipment_id)
  )`,
  sql`create index on ${name('open_shipments')} (carrier, organization_id, shipment_id)
    where attempts > 0 and tracking_number is not null`,
  sql`create index on ${name('open_shipments')} (carrier, tracking_number)`,
];
