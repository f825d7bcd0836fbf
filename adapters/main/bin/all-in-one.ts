import { announce, runRole } from '../roles/run-role.ts';
import { startAll } from '../roles/start-all.ts';

await runRole('all-in-one', async (parts) => {
  const running = await startAll(parts);
  announce(running.port);
  return running;
});
