import { sql, type Kysely, type Migration } from 'kysely';

/** The subscriptions, and how long the policy of its time has a timer wait. Lists are the indexes read backwards. */
export const subscriptionsMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const table = sql.id(schema, 'subscriptions');
    await sql`create table ${table} (
      organization_id text not null,
      subscription_id text not null,
      customer_id text not null,
      status text not null,
      started_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null,
      document json not null,
      primary key (organization_id, subscription_id)
    )`.execute(db);
    await sql`alter table ${table} alter column document set storage external`.execute(db);
    await sql`create index on ${table} (organization_id, started_at, subscription_id)`.execute(db);
    await sql`create index on ${table} (organization_id, customer_id, started_at, subscription_id)`.execute(db);
    await sql`alter table ${sql.id(schema, 'deadlines')} add column wait_minutes integer not null default 0`.execute(
      db,
    );
  },
});
