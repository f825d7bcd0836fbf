import { sql, type Kysely, type Migration } from 'kysely';

/** The accounting journal, read by time, and what its streams' next entries need. */
export const journalMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const entries = sql.id(schema, 'journal_entries');
    await sql`create table ${entries} (
      organization_id text not null,
      entry_id text not null,
      at timestamptz not null,
      entry json not null,
      primary key (organization_id, at, entry_id)
    )`.execute(db);
    await sql`create table ${sql.id(schema, 'journal_memos')} (
      organization_id text not null,
      category text not null,
      order_id text not null,
      memo json not null,
      primary key (organization_id, order_id, category)
    )`.execute(db);
  },
});
