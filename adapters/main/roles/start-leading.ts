import { whileLeader } from '../../postgres/leadership.ts';
import type { Composition } from '../compose/composition.ts';
import type { Running } from './run-main.ts';

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
