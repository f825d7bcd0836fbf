import { runRole } from './run-role.ts';
import { startConsumer } from './start-consumer.ts';

await runRole('consumer', startConsumer);
