import { Closing } from '../compose/closing.ts';
import { openDatabase } from '../compose/database.ts';
import { runMain } from '../roles/run-main.ts';

// Brings the schemas up to date and ends. Every process does so at its start; this is for those who deploy it apart.
await runMain('migrate', async (config, logger) => {
  const closing = new Closing();
  await openDatabase(config, logger, closing, 'migrate', 'share');
  await closing.close();
  return { stop: () => Promise.resolve(), failed: Promise.resolve(undefined) };
});
