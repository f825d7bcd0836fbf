import { runRole } from './run-role.ts';
import { startProcesses } from './start-processes.ts';

await runRole('processes', startProcesses);
