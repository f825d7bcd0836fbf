import { leaderLoop } from './leader-loop.ts';
import type { ProjectorOptions } from './options.ts';
import { pause } from './pause.ts';
import { Progress, type Lag, type ProjectorState } from './progress.ts';
import { ProjectionFault } from './projection.ts';

/** Describes a running projector. */
export interface Projector {
  state(): ProjectorState;
  /** Gives how far the read models are behind the log. @throws the store's error if it does not answer */
  lag(): Promise<Lag>;
  /** Finishes the batch in hand and lets go of the connection. */
  stop(): Promise<void>;
  /** Settles when it stopped; with the fault, if it stopped by itself. Never rejects. */
  readonly ended: Promise<ProjectionFault | undefined>;
}

const longestRetryMs = 5_000;

/**
 * Follows the log and keeps read models up to date: each batch of events is folded in memory and written with the
 * checkpoint in one transaction, so every event counts exactly once, whatever dies when.
 */
export const startProjector = (options: ProjectorOptions): Projector => {
  const stopping = new AbortController();
  const progress = new Progress();
  const ended = run(options, progress, stopping.signal);
  return {
    state: () => progress.state,
    lag: async () => progress.lag(await options.source.head(), (options.now ?? Date.now)()),
    stop: async () => {
      stopping.abort();
      await ended;
    },
    ended,
  };
};

const run = async (
  options: ProjectorOptions,
  progress: Progress,
  stop: AbortSignal,
): Promise<ProjectionFault | undefined> => {
  let retryMs = options.retryMs ?? 100;
  while (!stop.aborted) {
    const { position } = progress;
    try {
      await leaderLoop(options, progress, stop);
    } catch (error) {
      if (error instanceof ProjectionFault) {
        progress.state = 'failed';
        return error;
      }
      progress.state = 'retrying';
      options.onRetry?.(error);
      if (progress.position > position) retryMs = options.retryMs ?? 100;
      await pause(retryMs, stop);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    }
  }
  progress.state = 'stopped';
  return undefined;
};
