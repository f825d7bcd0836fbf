import type { CompiledQuery } from 'kysely';
import type { Category } from '../../domain/aggregates.ts';
import type { EventBatch, Position, RecordedEvent } from '../../domain/shared/message.ts';
import { parseStreamName } from '../../domain/shared/stream.ts';
import type { Applied } from './options.ts';
import { ProjectionFault, type Fold, type StreamRef, type StreamSlice } from './projection.ts';

/** Describes a batch, ready to be written. */
export interface FoldedBatch {
  readonly statements: readonly CompiledQuery[];
  /** Holds what is reported once they are committed. */
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

/**
 * Groups events by stream, in the order of the streams' first events.
 * @throws ProjectionFault for a stream of no category that we subscribed to
 */
const slicesOf = (events: readonly RecordedEvent[], categories: readonly Category[]): readonly StreamSlice[] => {
  const byStream = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const slice = byStream.get(event.stream);
    if (slice === undefined) byStream.set(event.stream, [event]);
    else slice.push(event);
  }
  return Array.from(byStream, ([stream, own]) => ({ ...refOf(stream, categories), events: own }));
};

const refOf = (stream: string, categories: readonly Category[]): StreamRef => {
  const parts = parseStreamName(stream);
  const category = categories.find((name) => name === parts?.category);
  if (parts === undefined || category === undefined) {
    throw new ProjectionFault(`stream ${stream} is of none of the categories ${categories.join(', ')}`);
  }
  return { stream, category, organizationId: parts.organizationId, id: parts.id };
};
