import { reaction } from '../../../domain/processes/reaction.ts';
import type { DomainEvent } from '../../../domain/shared/message.ts';
import type { Fact } from '../../commands/codec.ts';
import { ServiceUnavailableError } from '../../ports/service-unavailable.ts';
import type { Clock } from '../../ports/system.ts';
import type { Cause, ReactionContext } from '../../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../../reactor/event-handler.ts';
import { checkSale, type CheckDependencies } from './check-sale.ts';

/**
 * Checks sales for the answer to one batch, until a service that would have to be asked does not answer: then the rest is left
 * to the background, which checks them all anyway. No till waits for every one of its records in vain.
 */
export const checkWhileInReach = (dependencies: CheckDependencies) => {
  let inReach = true;
  const check = reaction(['PosTransactionCompleted'], (event, cause: Cause, id: string) =>
    checkSale(dependencies, cause, { id, event }),
  );
  return async (cause: Cause, facts: readonly Fact<DomainEvent>[]): Promise<void> => {
    for (const { id, event } of facts) {
      if (!inReach) return;
      try {
        await check.react(event, cause, id);
      } catch (error) {
        if (!(error instanceof ServiceUnavailableError)) throw error;
        inReach = false;
      }
    }
  };
};

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
