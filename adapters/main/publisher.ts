import { runRole } from './run-role.ts';
import { startPublisher } from './start-publisher.ts';

await runRole('publisher', startPublisher);
