import { sql, type CompiledQuery } from 'kysely';
import type { Position } from '../../domain/shared/message.ts';
import type { ReadModel } from '../tables.ts';
import type { Projection } from './projection.ts';
import { ProjectionFault } from './projection-fault.ts';

/** NOTIFY channel that hears of every batch written to the schema's read models. */
export const channelOf = (schema: string): string => `projected_${schema}`;

/**
 * Where a projector stands; 0 the first time.
 * @throws ProjectionFault if its rows were made by other projections, or other versions of them
 */
export const loadCheckpoint = async (
  { db }: ReadModel,
  projector: string,
  projections: readonly Projection[],
): Promise<Position> => {
  const made = projections.map(({ name, version }) => `${name}@${version}`).join(' ');
  await db
    .insertInto('checkpoints')
    .values({ projector, position: 0, projections: made })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('checkpoints')
    .selectAll()
    .where('projector', '=', projector)
    .executeTakeFirstOrThrow();
  if (row.projections !== made) {
    throw new ProjectionFault(
      `projector ${projector} made its rows with ${row.projections}, and this process has ${made}: rebuild them`,
    );
  }
  return Number(row.position);
};

/**
 * Moves the checkpoint, in the transaction that writes the rows, and tells whoever listens once it commits. If it is no
 * longer at `from`, nothing moves, the channel to notify has no name, and so the statement fails, and with it the rest.
 */
export const moveCheckpoint = (
  { db, schema }: ReadModel,
  projector: string,
  from: Position,
  to: Position,
): CompiledQuery =>
  sql`
    with moved as (
      update ${sql.id(schema, 'checkpoints')} set position = ${to}
      where projector = ${projector} and position = ${from} returning 1
    )
    select pg_notify((select ${channelOf(schema)}::text from moved), '')`.compile(db);
