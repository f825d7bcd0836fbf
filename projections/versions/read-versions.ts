import { sql } from 'kysely';
import { streamName } from '../../domain/shared/stream.ts';
import type { StreamRef } from '../runner/projection.ts';
import { among } from '../runner/rows.ts';
import type { ReadModel } from '../tables.ts';
import type { VersionedKind } from './queries.ts';

const tables = {
  cart: { table: 'carts', id: 'cart_id' },
  order: { table: 'orders', id: 'order_id' },
  return: { table: 'returns', id: 'return_id' },
  subscription: { table: 'subscriptions', id: 'subscription_id' },
} as const satisfies Record<VersionedKind, { readonly table: string; readonly id: string }>;

/** A stream whose read model knows its version. */
export type VersionedStream = StreamRef & { readonly category: VersionedKind };

/** The versions that read models have reached, by stream name; one query a kind. What is not there is left out. */
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
  streams: readonly StreamRef[],
): Promise<readonly (readonly [stream: string, version: number])[]> => {
  const { table, id } = tables[category];
  const { rows } = await sql<{ organization_id: string; id: string; version: number }>`
    select organization_id, ${sql.id(id)} as id, version from ${sql.id(schema, table)}
    where ${among(id, streams)}`.execute(db);
  return rows.map((row) => [streamName(category, row.organization_id, row.id), row.version] as const);
};
