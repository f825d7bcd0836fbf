import type { SalesQuoteAccepted, SalesQuoteEvent } from '../../domain/quote/events.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import { decodeFact, causeOf } from '../reactor/decode-fact.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../ports/clock.ts';

export interface QuoteOrderDependencies {
  readonly engine: { readonly quotes: Pick<Engine['quotes'], 'placeOrder'> };
  readonly clock: Clock;
}

/**
 * The subscription handler of accepted quotes: places the orders that their accepters did not come to place. An event handled
 * again, or while the accepter places the order, does nothing more.
 * @throws ServiceUnavailableError, EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const placeQuoteOrders =
  ({ engine, clock }: QuoteOrderDependencies) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { event } = decodeFact(recorded);
    if (!isAccepted(event)) return;
    const context = {
      ...causeOf(recorded, clock.now()),
      actor: { subject: 'process:quotes', role: 'process' },
      commandId: deterministicId(recorded.id, 'quotes'),
      causationId: recorded.id,
    };
    const { salesQuoteId } = event.data;
    const placed = await engine.quotes.placeOrder(context, salesQuoteId);
    if (!placed.ok) throw new Error(`the order of quote ${salesQuoteId} is not placed: ${placed.rejection.code}`);
  };

const isAccepted = (event: DomainEvent): event is SalesQuoteAccepted =>
  event.type === ('SalesQuoteAccepted' satisfies SalesQuoteEvent['type']);
