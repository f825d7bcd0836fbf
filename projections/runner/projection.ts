import type { CompiledQuery } from 'kysely';
import type { Category } from '../../domain/aggregates.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { ReadModel } from './read-model.ts';

/**
 * The log says something that a projection cannot understand: an unknown event type, a gap in a stream, a first event that is
 * none. Going on would lose facts and trying again would not help, so the projector stops.
 */
export class ProjectionFault extends Error {
  override readonly name = 'ProjectionFault';
}

/** Describes an aggregate by the parts of its stream's name. */
export interface StreamRef {
  readonly stream: string;
  readonly category: Category;
  readonly organizationId: string;
  readonly id: string;
}

/** One stream's events of a batch, in order. */
export interface StreamSlice extends StreamRef {
  readonly events: readonly RecordedEvent[];
}

/** Says what a projection knows of one stream after a batch. */
export interface StreamDocument<Document> extends StreamRef {
  readonly document: Document;
  /** Holds it as it was before the batch; undefined if it is new. */
  readonly before: Document | undefined;
}

/**
 * Folds one batch in memory, reading what it does not remember, and answers the statements that write it: they are executed
 * in this order, in one transaction with the checkpoint. May remember what it folded, since it is only used while no other
 * process writes, and thrown away if a transaction fails.
 * @throws ProjectionFault for an event that it cannot understand
 */
export type Fold = (slices: readonly StreamSlice[]) => Promise<readonly CompiledQuery[]>;

/** Says how one read model follows the log. */
export interface Projection {
  readonly name: string;
  /** Counts up whenever the same events shall give other rows: rows of another version are made anew. */
  readonly version: number;
  readonly categories: readonly Category[];
  /** Holds every table that its statements write, and no other's do: a rebuild empties them. */
  readonly tables: readonly string[];
  /** Gives a new fold that remembers nothing. `readModel` is for reading, and for compiling statements. */
  begin(readModel: ReadModel): Fold;
}
