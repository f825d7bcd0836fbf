import { runProcess } from '../roles/roles.ts';

/** Runs one process of the engine: `engine.js [ROLE]`, by default all of them in one. */
await runProcess(process.argv[2] ?? 'all-in-one');
