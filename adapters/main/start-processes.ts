import { followEvents } from '../../application/follow-events.ts';
import { runDeadlines } from '../../application/run-deadlines.ts';
import { deadlineQueries } from '../../projections/deadlines/queries.ts';
import type { Parts } from './parts.ts';
import type { Running } from './run-main.ts';
import { startSubscription } from './start-subscription.ts';
import { systemClock, systemPause } from './system.ts';

/** How often the timers are looked at. */
const deadlineIntervalMs = 1_000;

/** Does what follows from events and from time. */
export const startProcesses = (parts: Parts): Running => {
  const { handlers, processes, readModel, logger } = parts;
  const clock = systemClock;
  const following = startSubscription(parts, {
    name: 'processes',
    handle: followEvents({ processes, clock, log: logger }),
  });
  const stopping = new AbortController();
  const deadlines = runDeadlines(
    {
      deadlines: deadlineQueries(readModel),
      handlers,
      clock,
      pause: systemPause,
      log: logger,
      intervalMs: deadlineIntervalMs,
    },
    stopping.signal,
  );
  return {
    ...following,
    async stop() {
      stopping.abort();
      await Promise.all([following.stop(), deadlines]);
    },
  };
};
