import type { FulfillmentCommand } from './fulfillment-commands.ts';
import type { PaymentCommand } from './payment-commands.ts';
import type { PlacementCommand } from './placement-commands.ts';
import type { OrderReturnCommand } from './return-commands.ts';

/** The commands of an order, by axis. */
export type * from './placement-commands.ts';
export type * from './payment-commands.ts';
export type * from './fulfillment-commands.ts';
export type * from './return-commands.ts';

export type OrderCommand = PlacementCommand | PaymentCommand | FulfillmentCommand | OrderReturnCommand;
