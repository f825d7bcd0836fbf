import { runRole } from '../roles/run-role.ts';
import { startProcesses } from '../roles/start-processes.ts';

await runRole('processes', startProcesses);
