import { runRole } from '../roles/run-role.ts';
import { startConsumer } from '../roles/start-consumer.ts';

await runRole('consumer', startConsumer);
