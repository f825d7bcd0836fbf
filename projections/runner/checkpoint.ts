import { sql, type CompiledQuery, type Kysely } from 'kysely';
import type { Position } from '../../domain/shared/message.ts';
import type { BigInteger } from './columns.ts';
import type { Steps } from './layout.ts';
import type { Projection } from './projection.ts';
import type { ReadModel } from './read-model.ts';

interface CheckpointsTable {
  projector: string;
  position: BigInteger<Position>;
  /** Holds the names and versions of the projections that the rows were made by. */
  projections: string;
}

type CheckpointTables = Record<'checkpoints', CheckpointsTable>;

/** Gives the table of checkpoints, for kysely. */
export const checkpoints = ({ db }: ReadModel): Kysely<CheckpointTables> => db.withTables<CheckpointTables>();

/** Gives what a migration makes for the checkpoints. */
export const checkpointSteps = (schema: string): Steps => ({
  '0001_read_models': [
    sql`create table ${sql.id(schema, 'checkpoints')} (
      projector text primary key,
      position bigint not null,
      projections text not null
    )`,
  ],
});

/** NOTIFY channel that hears of every batch written to the schema's read models. */
export const channelOf = (schema: string): string => `projected_${schema}`;

/** Reads where a projector stands: 0 the first time; undefined if other projections, or other versions, made its rows. */
export const loadCheckpoint = async (
  readModel: ReadModel,
  projector: string,
  projections: readonly Projection[],
): Promise<Position | undefined> => {
  const db = checkpoints(readModel);
  const made = makers(projections);
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
  return row.projections === made ? Number(row.position) : undefined;
};

/** Empties the tables and goes back to before the first event: to be executed in one transaction. */
export const startOver = (
  readModel: ReadModel,
  projector: string,
  projections: readonly Projection[],
): readonly CompiledQuery[] => {
  const { schema } = readModel;
  const db = checkpoints(readModel);
  const tables = projections.flatMap((projection) => projection.tables).map((table) => sql.id(schema, table));
  return [
    sql`truncate ${sql.join(tables)}`.compile(db),
    db
      .updateTable('checkpoints')
      .set({ position: 0, projections: makers(projections) })
      .where('projector', '=', projector)
      .compile(),
  ];
};

const makers = (projections: readonly Projection[]): string =>
  projections.map(({ name, version }) => `${name}@${version}`).join(' ');

/**
 * Moves the checkpoint, in the transaction that writes the rows, and notifies those who listen once it commits. If it is no
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
