import { reactions } from '../../domain/processes/reaction.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';
import { cancelUnpaidOrder } from './cancel-unpaid-order.ts';
import { chargeOrder } from './charge-order.ts';
import type { SubscriptionOrderDependencies } from './dependencies.ts';
import { placeDueOrder } from './place-due-order.ts';

/**
 * Places each order of a subscription that became due, charges it when its subscription says so, and cancels the one that is given
 * up. All under ids that follow from the event's: an event handled again places and charges nothing again. What comes of the
 * orders reaches the subscription by their own events (domain/processes).
 * @throws ServiceUnavailableError, EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const carryOutSubscriptions = (dependencies: SubscriptionOrderDependencies): EventHandler =>
  eventHandler(
    'subscriptions',
    dependencies.clock,
    reactions<Promise<void>, [context: ReactionContext]>()({
      SubscriptionOrderDue: ({ data }, context) => placeDueOrder(dependencies, context, data),
      SubscriptionPaymentDue: ({ data }, context) => chargeOrder(dependencies, context, data),
      SubscriptionOrderGivenUp: ({ data }, context) => cancelUnpaidOrder(dependencies, context, data),
    }),
  );
