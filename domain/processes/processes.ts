import { checkout, merge } from './carts.ts';
import { credit } from './credit.ts';
import type { Process } from './reaction.ts';
import { returns } from './returns.ts';
import { shifts, tills } from './shifts.ts';
import { subscriptions } from './subscriptions.ts';

/** Every process that answers events with commands. */
export const processes: readonly Process[] = [checkout, merge, returns, credit, shifts, tills, subscriptions];
