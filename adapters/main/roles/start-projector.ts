import { allProjections } from '../../../projections/read-models.ts';
import type { Applied } from '../../../projections/runner/options.ts';
import { startProjector as start, type Projector } from '../../../projections/runner/projector.ts';
import type { Composition } from '../compose/composition.ts';
import { readModelSchema } from '../compose/database.ts';
import type { Running } from './run.ts';

/** Limits the events of one transaction: enough for speed, few enough to hold two batches of large events in memory. */
const batchSize = 300;

/** Projects until it is stopped. */
export interface RunningProjector extends Running {
  readonly projector: Projector;
}

/** Keeps the read models up to date; `onApplied` is called with each commit. */
export const startProjector = (parts: Composition, onApplied?: (applied: Applied) => void): RunningProjector => {
  const { database, store, policies, logger, lags } = parts;
  const projector = start({
    name: 'read-models',
    connection: { connectionString: database.url },
    schema: readModelSchema,
    source: store,
    batchSize,
    projections: allProjections((organizationId) => policies.policy(organizationId)),
    onRebuild: () => {
      logger.warn('the read models are of another version: they are made anew from the first event');
    },
    onRetry: (error) => {
      logger.warn({ err: error }, 'the projector tries again');
    },
    ...(onApplied === undefined ? {} : { onApplied }),
  });
  lags.watch('read-models', () => projector.lag());
  return { projector, failed: projector.ended, stop: () => projector.stop() };
};
