import type { CompiledQuery } from 'kysely';
import type { EventBatch, Position } from '../../domain/shared/message.ts';
import type { Category } from '../../domain/aggregates.ts';
import type { Applied } from './options.ts';
import type { Fold } from './projection.ts';
import { slicesOf } from './slices.ts';

/** A batch, ready to be written. */
export interface FoldedBatch {
  readonly statements: readonly CompiledQuery[];
  /** What is to be told once they are committed. */
  readonly applied: Applied;
}

/**
 * Folds a batch into the statements of all projections. Events up to `from` were folded before and are left out, should a
 * store send them again.
 */
export const foldBatch = async (
  folds: readonly Fold[],
  categories: readonly Category[],
  from: Position,
  { events, position }: EventBatch,
): Promise<FoldedBatch> => {
  const news = events.filter((event) => event.position > from);
  const slices = slicesOf(news, categories);
  const statements: CompiledQuery[] = [];
  for (const fold of folds) statements.push(...(await fold(slices)));
  const versions = new Map(slices.map((slice) => [slice.stream, slice.events.at(-1)?.version ?? 0]));
  return { statements, applied: { position, versions } };
};
