import type { EventHandler } from '../../../application/reactor/event-handler.ts';
import { Reactor, type ReactorOptions } from '../../../application/reactor/reactor.ts';
import { PostgresCheckpoints } from '../../postgres/checkpoints.ts';
import { PostgresParkedEvents } from '../../postgres/parked-events.ts';
import type { Composition } from '../compose/composition.ts';
import type { Running } from './run-main.ts';
import { startLeading } from './start-leading.ts';
import { systemClock, systemPause } from '../compose/system.ts';

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
