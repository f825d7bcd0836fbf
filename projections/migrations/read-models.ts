import { sql, type Kysely, type Migration, type RawBuilder } from 'kysely';
import { creditAccountsMigration } from './credit-accounts.ts';
import { posTransactionsMigration } from './pos-transactions.ts';
import { promotionsMigration } from './promotions.ts';
import { salesQuotesMigration } from './sales-quotes.ts';
import { subscriptionsMigration } from './subscriptions.ts';
import { taxDocumentsMigration } from './tax-documents.ts';
import { tillShiftsMigration } from './till-shifts.ts';
import { journalMigration } from './journal.ts';
import { openShipmentTables } from './open-shipments.ts';

/**
 * The read models' tables, for kysely's Migrator. Nothing in them is precious: a change of shape is a new version of its
 * projection and a rebuild from the first event.
 *
 * @param schema where the tables go: the live one, or one that a rebuild fills beside it
 */
export const readModelMigrations = (
  schema: string,
): { readonly schema: string; readonly migrations: Readonly<Record<string, Migration>> } => ({
  schema,
  migrations: {
    '0001_read_models': {
      up: async (db: Kysely<unknown>): Promise<void> => {
        const name = (table: string): RawBuilder<unknown> => sql.id(schema, table);
        for (const statement of [...tables(name), ...storage(name)]) await statement.execute(db);
      },
    },
    '0002_cart_variants': {
      up: async (db: Kysely<unknown>): Promise<void> => {
        const table = sql.id(schema, 'cart_variants');
        await sql`create table ${table} (
          organization_id text not null,
          variant_id text not null,
          cart_id text not null,
          primary key (organization_id, variant_id, cart_id)
        )`.execute(db);
        await sql`create index on ${table} (organization_id, cart_id)`.execute(db);
      },
    },
    '0003_shipment_tracking': {
      up: async (db: Kysely<unknown>): Promise<void> => {
        for (const statement of openShipmentTables((table) => sql.id(schema, table))) await statement.execute(db);
      },
    },
    '0003_subscriptions': subscriptionsMigration(schema),
    '0004_credit_accounts': creditAccountsMigration(schema),
    '0005_tax_documents': taxDocumentsMigration(schema),
    '0006_journal': journalMigration(schema),
    '0007_sales_quotes': salesQuotesMigration(schema),
    '0008_till_shifts': tillShiftsMigration(schema),
    '0009_pos_transactions': posTransactionsMigration(schema),
    '0010_promotions': promotionsMigration(schema),
  },
});

type Name = (table: string) => RawBuilder<unknown>;

const tables = (name: Name): readonly RawBuilder<unknown>[] => [
  sql`create table ${name('checkpoints')} (
    projector text primary key,
    position bigint not null,
    projections text not null
  )`,
  sql`create table ${name('carts')} (
    organization_id text not null,
    cart_id text not null,
    status text not null,
    customer_id text,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null,
    document json not null,
    primary key (organization_id, cart_id)
  )`,
  ...orders(name),
  sql`create table ${name('returns')} (
    organization_id text not null,
    return_id text not null,
    rma_number text not null,
    order_id text not null,
    customer_id text,
    status text not null,
    currency text not null,
    amount bigint not null,
    lines_count integer not null,
    requested_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null,
    document json not null,
    primary key (organization_id, return_id)
  )`,
  sql`create table ${name('picking_lists')} (
    organization_id text not null,
    order_id text not null,
    task_id text not null,
    warehouse_id text not null,
    status text not null,
    assigned_at timestamptz not null,
    lines json not null,
    primary key (organization_id, order_id, task_id)
  )`,
  sql`create index on ${name('picking_lists')} (organization_id, warehouse_id, assigned_at, task_id)`,
  sql`create table ${name('deadlines')} (
    organization_id text not null,
    aggregate text not null,
    id text not null,
    kind text not null,
    due_at timestamptz not null,
    primary key (organization_id, aggregate, id, kind)
  )`,
  sql`create index on ${name('deadlines')} (due_at)`,
];

/** Each list of orders is one of the indexes read backwards: newest first, paged by (placed_at, order_id). */
const orders = (name: Name): readonly RawBuilder<unknown>[] => [
  sql`create table ${name('orders')} (
    organization_id text not null,
    order_id text not null,
    order_number text not null,
    type text not null,
    status text not null,
    customer_id text,
    currency text not null,
    total bigint not null,
    lines_count integer not null,
    captured bigint not null,
    refunded bigint not null,
    payment_status text not null,
    placed_at timestamptz not null,
    updated_at timestamptz not null,
    version integer not null,
    document json not null,
    primary key (organization_id, order_id)
  )`,
  sql`create index on ${name('orders')} (organization_id, placed_at, order_id)`,
  sql`create index on ${name('orders')} (organization_id, status, placed_at, order_id)`,
  sql`create index on ${name('orders')} (organization_id, customer_id, placed_at, order_id)`,
  sql`create table ${name('order_search')} (
    organization_id text not null,
    order_id text not null,
    terms text[] not null,
    primary key (organization_id, order_id)
  )`,
  sql`create index on ${name('order_search')} using gin (terms)`,
];

/** Documents are rewritten far more often than read: compressing them would cost more than it saves. */
const storage = (name: Name): readonly RawBuilder<unknown>[] =>
  ['carts', 'orders', 'returns'].map(
    (table) => sql`alter table ${name(table)} alter column document set storage external`,
  );
