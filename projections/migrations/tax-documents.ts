import { sql, type Kysely, type Migration } from 'kysely';

/** Tax documents: by their order, and those that the authority has yet to judge. */
export const taxDocumentsMigration = (schema: string): Migration => ({
  up: async (db: Kysely<unknown>): Promise<void> => {
    const table = sql.id(schema, 'tax_documents');
    await sql`create table ${table} (
      organization_id text not null,
      document_id text not null,
      order_id text not null,
      sequence integer not null,
      kind text not null,
      document_type text not null,
      series text not null,
      folio bigint,
      status text not null,
      currency text not null,
      total bigint not null,
      issued_at timestamptz not null,
      authority_reference text,
      xml text,
      version integer not null,
      document json not null,
      primary key (organization_id, document_id)
    )`.execute(db);
    await sql`create index on ${table} (organization_id, order_id, sequence)`.execute(db);
    await sql`create index on ${table} (organization_id, document_id) where status = 'submitted'`.execute(db);
  },
});
