import type { EventBatch, Position } from '../../domain/shared/message.ts';
import { loadCheckpoint, moveCheckpoint, startOver } from './checkpoint.ts';
import { foldBatch, type FoldedBatch } from './fold-batch.ts';
import type { ProjectorOptions } from './options.ts';
import { pause } from './pause.ts';
import type { Progress } from './progress.ts';
import { readAhead } from './read-ahead.ts';
import { openSession, type Session } from './session.ts';

/**
 * Waits until no other projector of this name works, then works until stopped. What is remembered between batches
 * lives and dies in here, together with the lock that makes it true.
 *
 * @throws ProjectionFault for what trying again will not mend; anything else for what it may
 */
export const leaderLoop = async (options: ProjectorOptions, progress: Progress, stop: AbortSignal): Promise<void> => {
  const session = await openSession(options.connection, options.schema);
  try {
    if (await waitForLock(options, session, progress, stop)) await follow(options, session, progress, stop);
  } finally {
    await session.close();
  }
};

/** Checks whether the lock is ours; false if stopped. A passive projector keeps an eye on the other's checkpoint. */
const waitForLock = async (
  { name, schema, projections, takeoverMs = 500 }: ProjectorOptions,
  session: Session,
  progress: Progress,
  stop: AbortSignal,
): Promise<boolean> => {
  while (!stop.aborted) {
    if (await session.tryLock(`${schema}/${name}`)) return true;
    progress.position = (await loadCheckpoint(session.readModel, name, projections)) ?? 0;
    progress.state = 'passive';
    await pause(takeoverMs, stop);
  }
  return false;
};

/** Makes all rows anew: those that another version of this program made are of no use to this one. */
const rebuild = async ({ name, projections, onRebuild }: ProjectorOptions, session: Session): Promise<Position> => {
  onRebuild?.();
  await session.transact(startOver(session.readModel, name, projections));
  return 0;
};

/** While one batch is being written the next one is folded: loads come after it on the same connection, so they see it. */
const follow = async (
  options: ProjectorOptions,
  session: Session,
  progress: Progress,
  stop: AbortSignal,
): Promise<void> => {
  const { name, projections, source, batchSize = 1_000, onApplied } = options;
  const { readModel, lost } = session;
  const categories = [...new Set(projections.flatMap((projection) => projection.categories))];
  const folds = projections.map((projection) => projection.begin(readModel));
  const after = (await loadCheckpoint(readModel, name, projections)) ?? (await rebuild(options, session));
  progress.position = after;
  progress.state = 'catching_up';

  const write = async (batch: EventBatch, from: Position, { statements, applied }: FoldedBatch): Promise<void> => {
    await session.transact([moveCheckpoint(readModel, name, from, batch.position), ...statements]);
    progress.applied(batch);
    onApplied?.(applied);
  };
  const subscribe = (signal: AbortSignal): AsyncIterable<EventBatch> =>
    source.subscribe({ after, categories, batchSize, signal });

  let position = after;
  let writing = Promise.resolve();
  try {
    for await (const batch of readAhead(subscribe, AbortSignal.any([stop, lost]))) {
      progress.received(batch);
      const folded = await foldBatch(folds, categories, position, batch);
      await writing;
      writing = write(batch, position, folded);
      position = batch.position;
      // Its failure is met when it is awaited; until then it is unhandled on purpose.
      writing.catch(() => undefined);
      if (batch.caughtUp) await writing;
      if (stop.aborted) return;
    }
  } finally {
    await writing;
  }
  lost.throwIfAborted();
  if (!stop.aborted) throw new Error('the subscription ended by itself');
};
