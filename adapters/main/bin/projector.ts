import { runRole } from '../roles/run-role.ts';
import { startProjector } from '../roles/start-projector.ts';

await runRole('projector', (parts) => startProjector(parts));
