import { sql, type Kysely, type Migration } from 'kysely';

const stock: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table sandbox.stock (
      organization_id text not null,
      local_id text not null,
      variant_id text not null,
      on_hand bigint not null,
      primary key (organization_id, local_id, variant_id)
    )`.execute(db);

    await sql`create table sandbox.reservations (
      reservation_id text primary key,
      organization_id text not null,
      local_id text not null,
      reference_id text not null,
      state text not null check (state in ('held', 'confirmed', 'released')),
      expires_at timestamptz not null
    )`.execute(db);

    await sql`create table sandbox.reservation_lines (
      reservation_id text not null references sandbox.reservations,
      variant_id text not null,
      quantity bigint not null check (quantity >= 0),
      primary key (reservation_id, variant_id)
    )`.execute(db);
    await sql`create index on sandbox.reservation_lines (variant_id)`.execute(db);

    await sql`create table sandbox.ledger (
      organization_id text not null,
      method text not null,
      idempotency_key text not null,
      request json not null,
      answer json,
      applied_at timestamptz not null,
      primary key (organization_id, method, idempotency_key)
    )`.execute(db);
  },
};

const loyalty: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table sandbox.loyalty (
      organization_id text not null,
      customer_id text not null,
      points_earned bigint not null,
      primary key (organization_id, customer_id)
    )`.execute(db);
  },
};

/**
 * The sandbox services' tables, all in schema `sandbox`, which must exist. Quantities are thousandths.
 *
 * `stock`: what is on hand; a row appears when a variant is first reserved, deducted or added. `reservation_lines`: what
 * a reservation still holds. `ledger`: every changing call ever applied, with its answer. `loyalty`: points that customers
 * earned on top of those that they started with.
 */
export const sandboxMigrations: Readonly<Record<string, Migration>> = {
  'sandbox-0001-stock': stock,
  'sandbox-0002-loyalty': loyalty,
};
