import {
  inventory,
  reservationAnswered,
  saleDeducted,
  type InventoryInstruction,
} from '../../domain/processes/inventory.ts';
import { reaction, type EventsOf, type ProcessCommand } from '../../domain/processes/reaction.ts';
import { send, type CommandHandlers } from '../commands/handlers.ts';
import type { Inventory } from '../ports/inventory.ts';
import type { Clock } from '../ports/system.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';

export interface StockDependencies {
  readonly inventory: Inventory;
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}

/**
 * Has the Inventory service do what each event means for the stock, under the event's id, so that an event handled again moves
 * nothing again; and records at the order what came of its reservation.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again
 */
export const moveStock = (dependencies: StockDependencies): EventHandler =>
  eventHandler(
    'inventory',
    dependencies.clock,
    reaction(inventory.eventTypes, async (event, context: ReactionContext) => {
      for (const instruction of inventory.react(event, context.causationId)) {
        await carryOut(dependencies, context, event, instruction);
      }
    }),
  );

const carryOut = async (
  dependencies: StockDependencies,
  context: ReactionContext,
  event: EventsOf<typeof inventory>,
  instruction: InventoryInstruction,
): Promise<void> => {
  const { inventory: service, clock } = dependencies;
  const { organizationId } = context;
  switch (instruction.kind) {
    case 'reserve': {
      const answer = await service.reserve({ ...instruction, organizationId });
      return record(dependencies, context, [reservationAnswered(instruction.referenceId, answer, clock.now())]);
    }
    case 'confirm':
      return service.confirm({ ...instruction, organizationId });
    case 'release':
      return service.release({ ...instruction, organizationId });
    case 'deduct': {
      const shortfalls = await service.deduct({ ...instruction, organizationId });
      return event.type === 'PosTransactionCompleted'
        ? record(dependencies, context, saleDeducted(event, shortfalls))
        : undefined;
    }
    case 'add':
      return service.add({ ...instruction, organizationId });
  }
};

/** Ignores refusals: the aggregate may have gone on, and what becomes of a reservation follows from its order's own events. */
const record = async (
  { handlers, clock }: StockDependencies,
  context: ReactionContext,
  commands: readonly ProcessCommand[],
): Promise<void> => {
  for (const command of commands) await send(handlers, { ...context, now: clock.now() }, command);
};
