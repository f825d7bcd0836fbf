import { sql, type Kysely, type Migration } from 'kysely';

/** The sales quotes, and the words that they are found by. Lists are the indexes read backwards. */
export const salesQuotesMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const table = sql.id(schema, 'sales_quotes');
    await sql`create table ${table} (
      organization_id text not null,
      sales_quote_id text not null,
      customer_id text,
      status text not null,
      is_offered boolean not null,
      terms text[] not null,
      drafted_at timestamptz not null,
      updated_at timestamptz not null,
      version integer not null,
      document json not null,
      primary key (organization_id, sales_quote_id)
    )`.execute(db);
    await sql`alter table ${table} alter column document set storage external`.execute(db);
    await sql`create index on ${table} (organization_id, drafted_at, sales_quote_id)`.execute(db);
    await sql`create index on ${table} (organization_id, customer_id, drafted_at, sales_quote_id)`.execute(db);
    await sql`create index on ${table} (organization_id, status, drafted_at, sales_quote_id)`.execute(db);
    await sql`create index on ${table} using gin (terms)`.execute(db);
  },
});
