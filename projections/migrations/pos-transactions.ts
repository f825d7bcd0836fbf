import { sql, type Kysely, type Migration } from 'kysely';

/** Sales at tills. Lists are the indexes read backwards; one of which only the void has been told is in none. */
export const posTransactionsMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const table = sql.id(schema, 'pos_transactions');
    await sql`create table ${table} (
      organization_id text not null,
      transaction_id text not null,
      till_id text,
      shift_id text,
      status text not null,
      opened_at timestamptz,
      terms text[] not null,
      updated_at timestamptz not null,
      version integer not null,
      document json not null,
      primary key (organization_id, transaction_id)
    )`.execute(db);
    await sql`alter table ${table} alter column document set storage external`.execute(db);
    await sql`create index on ${table} (organization_id, opened_at, transaction_id)`.execute(db);
    await sql`create index on ${table} (organization_id, shift_id, opened_at, transaction_id)`.execute(db);
    await sql`create index on ${table} (organization_id, till_id, opened_at, transaction_id)`.execute(db);
    await sql`create index on ${table} using gin (terms)`.execute(db);
  },
});
