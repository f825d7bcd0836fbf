import { moveStock } from '../../application/move-stock.ts';
import type { Parts } from './parts.ts';
import type { Running } from './run-main.ts';
import { startSubscription } from './start-subscription.ts';
import { systemClock } from './system.ts';

/** Tells the Inventory service what orders and returns mean for the stock. */
export const startInventory = (parts: Parts): Running => {
  const { services, handlers } = parts;
  return startSubscription(parts, {
    name: 'inventory',
    categories: ['order', 'pos', 'return'],
    handle: moveStock({ inventory: services.inventory, handlers, clock: systemClock }),
  });
};
