import { sql } from 'kysely';
import { streamName } from '../../domain/shared/stream.ts';
import { readModels } from '../read-models.ts';
import type { Versions } from '../runner/define-read-model.ts';
import type { StreamRef } from '../runner/projection.ts';
import type { ReadModel } from '../runner/read-model.ts';
import { among } from '../runner/rows.ts';

const tables = readModels.flatMap((each) => ('versions' in each ? [each.versions] : []));

/** Gives the versions that read models have reached, by stream name; one query a kind. What is not there is left out. An aggregate may have several rows: the newest counts. */
export const readVersions = async (
  readModel: ReadModel,
  streams: readonly StreamRef[],
): Promise<ReadonlyMap<string, number>> => {
  const read = tables.map(async (table) => {
    const ofCategory = streams.filter(({ category }) => category === table.category);
    return ofCategory.length === 0 ? [] : await readTable(readModel, table, ofCategory);
  });
  return new Map((await Promise.all(read)).flat());
};

const readTable = async (
  { db, schema }: ReadModel,
  { category, table, idColumn }: Versions,
  streams: readonly StreamRef[],
): Promise<readonly (readonly [stream: string, version: number])[]> => {
  const id = sql.id(idColumn);
  const { rows } = await sql<{ organization_id: string; id: string; version: number }>`
    select organization_id, ${id} as id, max(version) as version from ${sql.id(schema, table)}
    where ${among(idColumn, streams)} group by organization_id, ${id}`.execute(db);
  return rows.map((row) => [streamName(category, row.organization_id, row.id), row.version] as const);
};
