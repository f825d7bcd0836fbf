import type { FulfillmentCommand } from './fulfillment/commands.ts';
import type { PaymentCommand } from './payments/commands.ts';
import type { PlacementCommand } from './placement/commands.ts';
import type { OrderReturnCommand } from './returns/commands.ts';
import type { ShipmentCommand } from './shipments/commands.ts';

/** Joins the commands of an order, by axis. */
export type * from './placement/commands.ts';
export type * from './payments/commands.ts';
export type * from './fulfillment/commands.ts';
export type * from './shipments/commands.ts';
export type * from './returns/commands.ts';

export type OrderCommand =
  PlacementCommand | PaymentCommand | FulfillmentCommand | ShipmentCommand | OrderReturnCommand;
