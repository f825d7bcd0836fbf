import { reaction } from '../../domain/processes/reaction.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';
import { numberZReport } from './number-z-report.ts';

/**
 * Numbers the Z of every shift that was closed, at the till or elsewhere.
 * @throws EventStoreUnavailableError: handle the event again
 */
export const numberZReports = (dependencies: {
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}): EventHandler =>
  eventHandler(
    'z-numbers',
    dependencies.clock,
    reaction(['ShiftClosed'], async ({ data: { shiftId } }, context: ReactionContext) => {
      await numberZReport(dependencies.handlers, context, shiftId);
    }),
  );
