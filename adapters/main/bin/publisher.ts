import { runRole } from '../roles/run-role.ts';
import { startPublisher } from '../roles/start-publisher.ts';

await runRole('publisher', startPublisher);
