import { sql, type Kysely, type Migration } from 'kysely';

/** The promotions. Lists are the index read backwards; those that apply by themselves are few, and read all the time. */
export const promotionsMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const table = sql.id(schema, 'promotions');
    await sql`create table ${table} (
      organization_id text not null,
      promotion_id text not null,
      code text,
      status text not null,
      expires_at timestamptz,
      defined_at timestamptz not null,
      version integer not null,
      document json not null,
      primary key (organization_id, promotion_id)
    )`.execute(db);
    await sql`create index on ${table} (organization_id, defined_at, promotion_id)`.execute(db);
    await sql`create index on ${table} (organization_id, promotion_id) where code is null and status = 'active'`.execute(
      db,
    );
  },
});
