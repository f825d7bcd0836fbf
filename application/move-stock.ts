import {
  inventoryEvents,
  inventoryInstructions,
  reservationAnswered,
  type InventoryInstruction,
} from '../domain/processes/inventory-process.ts';
import type { DomainEvent, RecordedEvent } from '../domain/shared/message.ts';
import { send, type CommandHandlers } from './command-handlers.ts';
import { decodeFact, occasionOf } from './decode-fact.ts';
import { deterministicId } from './deterministic-id.ts';
import type { Clock } from './ports/clock.ts';
import type { Inventory } from './ports/inventory.ts';

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
    for (const instruction of inventoryInstructions(event, id)) await carryOut(dependencies, recorded, instruction);
  };

const carryOut = async (
  dependencies: StockDependencies,
  recorded: RecordedEvent,
  instruction: InventoryInstruction,
): Promise<void> => {
  const { inventory } = dependencies;
  const { organization_id: organizationId } = recorded.metadata;
  switch (instruction.kind) {
    case 'reserve': {
      const answer = await inventory.reserve({ ...instruction, organizationId });
      return tellOrder(dependencies, recorded, instruction.referenceId, answer);
    }
    case 'confirm':
      return inventory.confirm({ ...instruction, organizationId });
    case 'release':
      return inventory.release({ ...instruction, organizationId });
    case 'deduct':
      return inventory.deduct({ ...instruction, organizationId });
    case 'add':
      return inventory.add({ ...instruction, organizationId });
  }
};

/** The order may have died meanwhile: what becomes of the reservation then follows from its own events. */
const tellOrder = async (
  { handlers, clock }: StockDependencies,
  recorded: RecordedEvent,
  orderId: string,
  answer: Parameters<typeof reservationAnswered>[1],
): Promise<void> => {
  const now = clock.now();
  const context = {
    ...occasionOf(recorded, now),
    actor: { subject: 'process:inventory', role: 'process' },
    commandId: deterministicId(recorded.id, 'inventory'),
    causationId: recorded.id,
  };
  await send(handlers, context, reservationAnswered(orderId, answer, now));
};

type InventoryEvent = Parameters<typeof inventoryInstructions>[0];

const types: ReadonlySet<string> = new Set(inventoryEvents);

const movesStock = (event: DomainEvent): event is InventoryEvent => types.has(event.type);
