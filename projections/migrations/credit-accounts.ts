import { sql, type Kysely, type Migration } from 'kysely';

/** Store credit accounts, and their movements: an account's are the key read backwards. */
export const creditAccountsMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const accounts = sql.id(schema, 'credit_accounts');
    await sql`create table ${accounts} (
      organization_id text not null,
      credit_account_id text not null,
      customer_id text,
      currency text not null,
      version integer not null,
      document json not null,
      primary key (organization_id, credit_account_id)
    )`.execute(db);
    await sql`create index on ${accounts} (organization_id, customer_id, currency)`.execute(db);
    await sql`create table ${sql.id(schema, 'credit_entries')} (
      organization_id text not null,
      credit_account_id text not null,
      version integer not null,
      entry json not null,
      primary key (organization_id, credit_account_id, version)
    )`.execute(db);
  },
});
