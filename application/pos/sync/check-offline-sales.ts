import { reaction } from '../../../domain/processes/reaction.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ReactionContext } from '../../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../../reactor/event-handler.ts';
import { checkSale, type CheckDependencies } from './check-sale.ts';

/**
 * Compares what offline tills sold with what the engine would have sold. The answer to a sync need not wait for it: it is tried
 * until it works, so that what is recorded in the end does not depend on which services were in reach at first.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again
 */
export const checkOfflineSales = (dependencies: CheckDependencies & { readonly clock: Clock }): EventHandler =>
  eventHandler(
    'offline-sales',
    dependencies.clock,
    reaction(['PosTransactionCompleted'], (event, context: ReactionContext) =>
      checkSale(dependencies, context, { id: context.causationId, event }),
    ),
  );
