import { Kysely, PostgresDialect, type Dialect, type PostgresPool } from 'kysely';

/** Describes the read models of one schema. A rebuild fills a second one beside the live one. */
export interface ReadModel {
  readonly schema: string;
  /** Is bound to `schema`. Knows no table: queries add those that they read, by `withTables`. */
  readonly db: Kysely<object>;
}

/** Opens no connection by itself; the pool stays its owner's to end. */
export const openReadModel = (pool: PostgresPool, schema: string): ReadModel =>
  readModelOver(new PostgresDialect({ pool }), schema);

export const readModelOver = (dialect: Dialect, schema: string): ReadModel => ({
  schema,
  db: new Kysely<object>({ dialect }).withSchema(schema),
});
