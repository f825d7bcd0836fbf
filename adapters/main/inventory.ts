import { runRole } from './run-role.ts';
import { startInventory } from './start-inventory.ts';

await runRole('inventory', startInventory);
