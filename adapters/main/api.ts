import { announce, runRole } from './run-role.ts';
import { startApi } from './start-api.ts';

await runRole('api', async (parts) => {
  const running = await startApi(parts);
  announce(running.port);
  return running;
});
