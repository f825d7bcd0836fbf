import type { ClientConfig } from 'pg';
import type { Category } from '../../domain/aggregates.ts';
import type { EventBatch, Position } from '../../domain/shared/message.ts';
import type { Projection } from './projection.ts';

/** Says where events come from: the part of the event store's port that a projector needs. */
export interface EventSource {
  subscribe(options: {
    readonly after: Position;
    readonly categories: readonly Category[];
    readonly batchSize: number;
    readonly signal: AbortSignal;
  }): AsyncIterable<EventBatch>;
  head(): Promise<Position>;
}

/** Says what was just committed. */
export interface Applied {
  readonly position: Position;
  /** Holds the version that each stream of the batch has reached, by stream name. */
  readonly versions: ReadonlyMap<string, number>;
}

export interface ProjectorOptions {
  /** Names the checkpoint. Of all projectors with one name and schema, in whatever process, one works at a time. */
  readonly name: string;
  /** For a connection of its own, held while it runs. */
  readonly connection: ClientConfig;
  readonly schema: string;
  readonly source: EventSource;
  /** Share the subscription and the transaction: a reader sees all of them at the same position. */
  readonly projections: readonly Projection[];
  /** Is called after each commit, in this process. */
  readonly onApplied?: (applied: Applied) => void;
  /** Is called when rows of other versions of the projections were found: they are made anew, from the first event. */
  readonly onRebuild?: () => void;
  /** Is called for what will be tried again: the database or the store is away. */
  readonly onRetry?: (error: unknown) => void;
  /** Holds the most events of one transaction: 1,000 by default. Live, a batch is what came in the meantime. */
  readonly batchSize?: number;
  /** Holds how often a passive projector looks whether the other is gone: 500 by default. */
  readonly takeoverMs?: number;
  /** Holds the pause before a first retry, doubled each time up to 5 seconds: 100 by default. */
  readonly retryMs?: number;
  /** Gives milliseconds since 1970, for ages. */
  readonly now?: () => number;
}
