import { runRole } from '../roles/run-role.ts';
import { startInventory } from '../roles/start-inventory.ts';

await runRole('inventory', startInventory);
