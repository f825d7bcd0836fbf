import { runRole } from './run-role.ts';
import { startProjector } from './start-projector.ts';

await runRole('projector', (parts) => startProjector(parts));
