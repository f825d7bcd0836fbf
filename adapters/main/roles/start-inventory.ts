import { moveStock } from '../../../application/stock/move-stock.ts';
import type { Composition } from '../compose/composition.ts';
import type { Running } from './run-main.ts';
import { startHandler } from './start-reactor.ts';
import { systemClock } from '../compose/system.ts';

/** Tells the Inventory service what orders and returns mean for the stock. */
export const startInventory = (parts: Composition): Running => {
  const { services, handlers } = parts;
  return startHandler(parts, moveStock({ inventory: services.inventory, handlers, clock: systemClock }));
};
