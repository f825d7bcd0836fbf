import {
  inventoryEvents,
  inventoryInstructions,
  reservationAnswered,
  saleDeducted,
  type InventoryEvent,
  type InventoryInstruction,
} from '../../domain/processes/inventory-process.ts';
import type { ProcessCommand } from '../../domain/processes/process.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import { send, type CommandHandlers } from '../commands/handlers.ts';
import { decodeFact, causeOf } from '../reactor/decode-fact.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Inventory } from '../ports/inventory.ts';

export interface StockDependencies {
  readonly inventory: Inventory;
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}

/**
 * The subscription handler of the inventory: tells it what each event means for the stock, under the event's id, so that an
 * event handled again moves nothing again; and tells the order what came of its reservation.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again
 */
export const moveStock =
  (dependencies: StockDependencies) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { id, event } = decodeFact(recorded);
    if (!movesStock(event)) return;
    for (const instruction of inventoryInstructions(event, id)) {
      await carryOut(dependencies, recorded, event, instruction);
    }
  };

const carryOut = async (
  dependencies: StockDependencies,
  recorded: RecordedEvent,
  event: InventoryEvent,
  instruction: InventoryInstruction,
): Promise<void> => {
  const { inventory, clock } = dependencies;
  const { organization_id: organizationId } = recorded.metadata;
  switch (instruction.kind) {
    case 'reserve': {
      const answer = await inventory.reserve({ ...instruction, organizationId });
      return tell(dependencies, recorded, [reservationAnswered(instruction.referenceId, answer, clock.now())]);
    }
    case 'confirm':
      return inventory.confirm({ ...instruction, organizationId });
    case 'release':
      return inventory.release({ ...instruction, organizationId });
    case 'deduct': {
      const shortfalls = await inventory.deduct({ ...instruction, organizationId });
      return event.type === 'PosTransactionCompleted'
        ? tell(dependencies, recorded, saleDeducted(event, shortfalls))
        : undefined;
    }
    case 'add':
      return inventory.add({ ...instruction, organizationId });
  }
};

/** What it is told to may have gone on meanwhile: what becomes of a reservation then follows from its order's own events. */
const tell = async (
  { handlers, clock }: StockDependencies,
  recorded: RecordedEvent,
  commands: readonly ProcessCommand[],
): Promise<void> => {
  const context = {
    ...causeOf(recorded, clock.now()),
    actor: { subject: 'process:inventory', role: 'process' },
    commandId: deterministicId(recorded.id, 'inventory'),
    causationId: recorded.id,
  };
  for (const command of commands) await send(handlers, context, command);
};

const types: ReadonlySet<string> = new Set(inventoryEvents);

const movesStock = (event: DomainEvent): event is InventoryEvent => types.has(event.type);
