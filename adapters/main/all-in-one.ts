import { announce, runRole } from './run-role.ts';
import { startAll } from './start-all.ts';

await runRole('all-in-one', async (parts) => {
  const running = await startAll(parts);
  announce(running.port);
  return running;
});
