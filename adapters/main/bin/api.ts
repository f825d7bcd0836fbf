import { announce, runRole } from '../roles/run-role.ts';
import { startApi } from '../roles/start-api.ts';

await runRole('api', async (parts) => {
  const running = await startApi(parts);
  announce(running.port);
  return running;
});
