import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import type { ShiftClosed } from '../../domain/shift/events.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { decodeFact, causeOf } from '../reactor/decode-fact.ts';
import type { Clock } from '../ports/clock.ts';
import { numberZReport } from './number-z-report.ts';

/**
 * The subscription handler that numbers the Z of every shift that was closed, by whomever.
 * @throws EventStoreUnavailableError: handle the event again
 */
export const numberZReports =
  ({ handlers, clock }: { readonly handlers: CommandHandlers; readonly clock: Clock }) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { id, event } = decodeFact(recorded);
    if (!isClosed(event)) return;
    await numberZReport(handlers, { ...causeOf(recorded, clock.now()), causationId: id }, event.data.shiftId);
  };

const isClosed = (event: DomainEvent): event is ShiftClosed => event.type === 'ShiftClosed';
