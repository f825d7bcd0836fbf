import { sql } from 'kysely';
import { streamName } from '../../domain/shared/stream.ts';
import type { StreamRef } from '../runner/projection.ts';
import { among } from '../runner/rows.ts';
import type { ReadModel } from '../tables.ts';
import type { VersionedKind } from './queries.ts';

/** An aggregate that has a read model. */
export interface VersionedStream extends StreamRef {
  readonly category: VersionedKind;
}

const tables = {
  cart: { table: 'carts', id: 'cart_id' },
  credit: { table: 'credit_accounts', id: 'credit_account_id' },
  documents: { table: 'tax_documents', id: 'order_id' },
  order: { table: 'orders', id: 'order_id' },
  pos: { table: 'pos_transactions', id: 'transaction_id' },
  promotion: { table: 'promotions', id: 'promotion_id' },
  quote: { table: 'sales_quotes', id: 'sales_quote_id' },
  return: { table: 'returns', id: 'return_id' },
  shift: { table: 'till_shifts', id: 'shift_id' },
  subscription: { table: 'subscriptions', id: 'subscription_id' },
} as const satisfies Record<VersionedKind, { readonly table: string; readonly id: string }>;

/** The versions that read models have reached, by stream name; one query a kind. What is not there is left out. An aggregate may have several rows: the newest tells. */
export const readVersions = async (
  readModel: ReadModel,
  streams: readonly VersionedStream[],
): Promise<ReadonlyMap<string, number>> => {
  const categories = [...new Set(streams.map(({ category }) => category))];
  const read = categories.map((category) =>
    readCategory(
      readModel,
      category,
      streams.filter((stream) => stream.category === category),
    ),
  );
  return new Map((await Promise.all(read)).flat());
};

const readCategory = async (
  { db, schema }: ReadModel,
  category: VersionedKind,
  streams: readonly VersionedStream[],
): Promise<readonly (readonly [stream: string, version: number])[]> => {
  const { table, id } = tables[category];
  const { rows } = await sql<{ organization_id: string; id: string; version: number }>`
    select organization_id, ${sql.id(id)} as id, max(version) as version from ${sql.id(schema, table)}
    where ${among(id, streams)} group by organization_id, ${sql.id(id)}`.execute(db);
  return rows.map((row) => [streamName(category, row.organization_id, row.id), row.version] as const);
};
