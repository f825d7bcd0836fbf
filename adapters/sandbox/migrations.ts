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

const loyaltyPayments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`alter table sandbox.loyalty rename column points_earned to gained`.execute(db);
    await sql`create table sandbox.loyalty_payments (
      organization_id text not null,
      payment_id text not null,
      points bigint not null check (points >= 0),
      primary key (organization_id, payment_id)
    )`.execute(db);
  },
};

const payments: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table sandbox.payments (
      payment_id text primary key,
      organization_id text not null,
      reference text not null,
      order_number text not null,
      amount bigint not null check (amount > 0),
      currency text not null,
      capture text not null check (capture in ('now', 'later')),
      status text not null,
      authorized bigint not null check (authorized between 0 and amount),
      captured bigint not null check (captured between 0 and authorized),
      refunded bigint not null check (refunded between 0 and captured),
      decline_reason text,
      settles_at timestamptz,
      client_secret text not null unique,
      return_url text
    )`.execute(db);
    await sql`create index on sandbox.payments (settles_at) where status = 'processing'`.execute(db);

    await sql`create table sandbox.payment_webhooks (
      sequence bigint generated always as identity primary key,
      event_id text not null unique,
      body text not null,
      attempts integer not null default 0,
      next_attempt_at timestamptz not null,
      delivered_at timestamptz
    )`.execute(db);
    await sql`create index on sandbox.payment_webhooks (next_attempt_at) where delivered_at is null`.execute(db);

    await sql`create table sandbox.payment_keys (
      only_one boolean primary key default true check (only_one),
      api_key text not null,
      webhook_secret text not null
    )`.execute(db);
  },
};

const taxAuthorities: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create table sandbox.tax_papers (
      name text primary key,
      paper text not null
    )`.execute(db);
  },
};

/**
 * The sandbox services' tables, all in schema `sandbox`, which must exist. Quantities are thousandths, amounts minor units.
 *
 * `stock`: what is on hand; a row appears when a variant is first reserved, deducted or added. `reservation_lines`: what
 * a reservation still holds. `ledger`: every changing call ever applied, with its answer. `loyalty`: points that customers
 * have on top of those that they started with, or fewer; `loyalty_payments`: what payments in points took. `payments`: what the payment gateway knows; `payment_webhooks`: what it
 * has reported, or still has to; `payment_keys`: what it shares with the engine. `tax_papers`: certificates, keys and folio
 * authorisations that stand in for those of a tax authority.
 */
export const sandboxMigrations: Readonly<Record<string, Migration>> = {
  'sandbox-0001-stock': stock,
  'sandbox-0002-loyalty': loyalty,
  'sandbox-0003-payments': payments,
  'sandbox-0004-tax-authorities': taxAuthorities,
  'sandbox-0005-loyalty-payments': loyaltyPayments,
};
