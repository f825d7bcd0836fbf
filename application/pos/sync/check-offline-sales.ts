import type { DomainEvent, RecordedEvent } from '../../../domain/shared/message.ts';
import type { PosTransactionCompleted } from '../../../domain/pos/events.ts';
import { decodeFact, causeOf } from '../../reactor/decode-fact.ts';
import type { Clock } from '../../ports/clock.ts';
import { checkSale, type CheckDependencies } from './check-sale.ts';

/**
 * The subscription handler that compares what offline tills sold with what the engine would have sold. The answer to a sync
 * need not wait for it: it insists, so that what is recorded in the end does not depend on who was in reach at first.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again
 */
export const checkOfflineSales =
  (dependencies: CheckDependencies & { readonly clock: Clock }) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { id, event } = decodeFact(recorded);
    if (!isOfflineSale(event)) return;
    await checkSale(dependencies, causeOf(recorded, dependencies.clock.now()), { id, event });
  };

/** One that no till told of was priced here. */
export const isOfflineSale = (event: DomainEvent): event is PosTransactionCompleted =>
  event.type === 'PosTransactionCompleted' && (event as PosTransactionCompleted).data.origin === 'offline';
