import { sql, type Kysely, type Migration } from 'kysely';

/** Till shifts. Lists are the indexes read backwards; a shift whose opening has not been told yet is in none. */
export const tillShiftsMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const table = sql.id(schema, 'till_shifts');
    await sql`create table ${table} (
      organization_id text not null,
      shift_id text not null,
      till_id text,
      status text not null,
      opened_at timestamptz,
      updated_at timestamptz not null,
      version integer not null,
      document json not null,
      primary key (organization_id, shift_id)
    )`.execute(db);
    await sql`alter table ${table} alter column document set storage external`.execute(db);
    await sql`create index on ${table} (organization_id, opened_at, shift_id)`.execute(db);
    await sql`create index on ${table} (organization_id, till_id, opened_at, shift_id)`.execute(db);
  },
});
