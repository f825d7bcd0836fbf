import { reaction } from '../../domain/processes/reaction.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../ports/system.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';

export interface QuoteOrderDependencies {
  readonly engine: { readonly quotes: Pick<Engine['quotes'], 'placeOrder'> };
  readonly clock: Clock;
}

/**
 * Places the orders of accepted quotes that their accepters did not come to place. An event handled again, or while the accepter
 * places the order, does nothing more.
 * @throws ServiceUnavailableError, EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const placeQuoteOrders = ({ engine, clock }: QuoteOrderDependencies): EventHandler =>
  eventHandler(
    'quotes',
    clock,
    reaction(['SalesQuoteAccepted'], async ({ data: { salesQuoteId } }, context: ReactionContext) => {
      const placed = await engine.quotes.placeOrder(context, salesQuoteId);
      if (!placed.ok) throw new Error(`the order of quote ${salesQuoteId} is not placed: ${placed.rejection.code}`);
    }),
  );
