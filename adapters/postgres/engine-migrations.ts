import { sql, type Kysely } from 'kysely';

const createTables = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    create table engine.order_numbers (
      organization_id text not null,
      year integer not null,
      last bigint not null,
      primary key (organization_id, year)
    )`.execute(db);
  await sql`
    create table engine.checkpoints (
      name text primary key,
      position bigint not null,
      saved_at timestamptz not null default now()
    )`.execute(db);
  await sql`
    create table engine.idempotency_keys (
      organization_id text not null,
      key text not null,
      request_hash text not null,
      status integer not null,
      body text not null,
      kept_at timestamptz not null default now(),
      primary key (organization_id, key)
    )`.execute(db);
  await sql`create index on engine.idempotency_keys (kept_at)`.execute(db);
  await sql`
    create table engine.parked_events (
      subscription text not null,
      event_id uuid not null,
      stream text not null,
      version integer not null,
      position bigint not null,
      reason text not null,
      parked_at timestamptz not null default now(),
      primary key (subscription, event_id)
    )`.execute(db);
};

/** The schema of what is neither events nor read models, and the migrations that make it. Names are for ever. */
export const engineMigrations = {
  schema: 'engine',
  migrations: { '001_tables': { up: createTables } },
};
