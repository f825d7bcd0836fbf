import { Closing } from '../compose/closing.ts';
import type { Composition } from '../compose/composition.ts';
import { openDatabase } from '../compose/database.ts';
import { runMain, runRole, type Running } from './run.ts';
import { startAll } from './start-all.ts';
import { startApi, type RunningApi } from './start-api.ts';
import { startConsumer } from './start-consumer.ts';
import { startInventory, startProcesses } from './start-processes.ts';
import { startProjector } from './start-projector.ts';
import { startPublisher } from './start-publisher.ts';

/** Serves, and says so with the one line on stdout. */
const serving = (start: (parts: Composition) => Promise<RunningApi>) => async (parts: Composition) => {
  const running = await start(parts);
  process.stdout.write(`ready http://127.0.0.1:${running.port}\n`);
  return running;
};

/** Lists what a process may be, by the name that the command line gives it. */
const roles = new Map<string, (parts: Composition) => Promise<Running> | Running>([
  ['all-in-one', serving(startAll)],
  ['api', serving((parts) => startApi(parts))],
  ['projector', (parts) => startProjector(parts)],
  ['processes', startProcesses],
  ['inventory', startInventory],
  ['publisher', startPublisher],
  ['consumer', startConsumer],
]);

/** Runs the process of that name to its end. Of a name that there is not it prints those that there are, and exits with 2. */
export const runProcess = async (name: string): Promise<void> => {
  const start = roles.get(name);
  if (start !== undefined) await runRole(name, start);
  else if (name === 'migrate') await runMain(name, migrate);
  else {
    process.stderr.write(`no process is called ${name}: name one of ${[...roles.keys(), 'migrate'].join(', ')}\n`);
    process.exitCode = 2;
  }
};

/** Brings the schemas up to date and ends. Every process does so at its start; this is for those who deploy it apart. */
const migrate: Parameters<typeof runMain>[1] = async (config, logger) => {
  const closing = new Closing();
  await openDatabase(config, logger, closing, 'migrate', 'share');
  await closing.close();
  return { stop: () => Promise.resolve(), failed: Promise.resolve(undefined) };
};
