import { checkoutProcess } from '../../domain/processes/checkout-process.ts';
import { creditProcess } from '../../domain/processes/credit-process.ts';
import { mergeProcess } from '../../domain/processes/merge-process.ts';
import { returnsProcess } from '../../domain/processes/returns-process.ts';
import { shiftsProcess } from '../../domain/processes/shifts-process.ts';
import { tillsProcess } from '../../domain/processes/tills-process.ts';
import { subscriptionProcess } from '../../domain/processes/subscription-process.ts';
import { reactionOf, type Reaction } from './run-process.ts';

/** Every process that answers events with commands. */
export const reactions: readonly Reaction[] = [
  reactionOf(checkoutProcess),
  reactionOf(mergeProcess),
  reactionOf(returnsProcess),
  reactionOf(creditProcess),
  reactionOf(shiftsProcess),
  reactionOf(tillsProcess),
  reactionOf(subscriptionProcess),
];
