import type { EventBatch, Position } from '../../domain/shared/message.ts';
import type { Category } from '../../domain/shared/stream.ts';
import type { ReadModel } from '../tables.ts';
import { moveCheckpoint } from './checkpoint.ts';
import type { Applied } from './options.ts';
import type { Fold, Write } from './projection.ts';
import { slicesOf } from './slices.ts';

interface Work {
  readonly readModel: ReadModel;
  /** The projector's. */
  readonly name: string;
  readonly categories: readonly Category[];
  readonly folds: readonly Fold[];
}

/**
 * Folds a batch, then writes rows and checkpoint in one transaction. Events up to `from` were applied before and are left
 * out, should a store send them again.
 *
 * @throws CheckpointMovedError and nothing is written, if the checkpoint is not at `from`
 */
export const applyBatch = async (
  { readModel, name, categories, folds }: Work,
  from: Position,
  { events, position }: EventBatch,
): Promise<Applied> => {
  const slices = slicesOf(
    events.filter((event) => event.position > from),
    categories,
  );
  const writes: Write[] = [];
  for (const fold of folds) writes.push(await fold(slices));
  await readModel.db.transaction().execute(async (db) => {
    const transaction = { ...readModel, db };
    await moveCheckpoint(transaction, name, from, position);
    for (const write of writes) await write(transaction);
  });
  return { position, versions: new Map(slices.map((slice) => [slice.stream, slice.events.at(-1)?.version ?? 0])) };
};
