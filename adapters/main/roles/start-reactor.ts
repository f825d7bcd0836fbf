import type { EventHandler } from '../../../application/reactor/event-handler.ts';
import { Reactor, type ReactorOptions } from '../../../application/reactor/reactor.ts';
import { PostgresCheckpoints } from '../../postgres/checkpoints.ts';
import { whileLeader } from '../../postgres/leadership.ts';
import { PostgresParkedEvents } from '../../postgres/parked-events.ts';
import type { Composition } from '../compose/composition.ts';
import { systemClock, systemPause } from '../compose/system.ts';
import type { Running } from './run.ts';

/** Runs a subscription until stopped, its lag among the metrics. Of several processes with it, one works at a time. */
export const startReactor = (parts: Composition, options: ReactorOptions): Running => {
  const { store, database, logger, lags } = parts;
  const subscription = new Reactor(
    {
      store,
      checkpoints: new PostgresCheckpoints(database.pool),
      parkedEvents: new PostgresParkedEvents(database.pool),
      clock: systemClock,
      pause: systemPause,
      log: logger,
    },
    options,
  );
  lags.watch(options.name, () => subscription.lag());
  return startLeading(parts, options.name, (signal) => subscription.run(signal));
};

/** Runs a reactor of its own for a handler, under the handler's name. */
export const startHandler = (parts: Composition, handle: EventHandler): Running => {
  const { reactor: name, categories } = handle;
  return startReactor(parts, { name, ...(categories !== undefined && { categories }), handle });
};

/** Runs `work` until stopped. Of several processes that do the work of one name, one does it at a time. */
export const startLeading = (
  { database, logger }: Composition,
  name: string,
  work: (signal: AbortSignal) => Promise<void>,
): Running => {
  const stopping = new AbortController();
  const leadership = {
    connectionString: database.url,
    name,
    log: (line: string) => {
      logger.warn(line);
    },
  };
  const run = whileLeader(leadership, stopping.signal, work);
  return {
    failed: run.then(
      () => undefined,
      (error: unknown) => error,
    ),
    async stop() {
      stopping.abort();
      await run;
    },
  };
};
