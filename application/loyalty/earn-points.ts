import { loyalty } from '../../domain/processes/loyalty.ts';
import { reaction } from '../../domain/processes/reaction.ts';
import type { Customers } from '../ports/customers.ts';
import type { Clock } from '../ports/system.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';

/**
 * Gives points for a sale to a customer, and takes them back for its void, each once under the transaction's id however often
 * its event is handled.
 * @throws ServiceUnavailableError: handle the event again
 */
export const earnPoints = (dependencies: { readonly customers: Customers; readonly clock: Clock }): EventHandler =>
  eventHandler(
    'loyalty',
    dependencies.clock,
    reaction(loyalty.eventTypes, async (event, { organizationId }: ReactionContext) => {
      const instruction = loyalty.react(event);
      if (instruction === undefined) return;
      const { kind, ...purchase } = instruction;
      const { customers } = dependencies;
      switch (kind) {
        case 'add':
          await customers.addLoyaltyPoints({ ...purchase, organizationId });
          return;
        case 'take_back':
          await customers.deductLoyaltyPoints({ ...purchase, organizationId });
      }
    }),
  );
