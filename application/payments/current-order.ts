import type { OrderEvent } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { accept } from '../../domain/shared/decider.ts';
import { unconditional, type CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Handled } from '../commands/command-plan.ts';

/** The order as its stream has it now, not only as it is kept in memory: what a gateway is asked depends on it. */
export const currentOrder = (
  { order }: CommandHandlers,
  context: CommandContext,
  orderId: string,
): Promise<Handled<OrderEvent, OrderState>> => {
  const look = { ...unconditional(context), commandId: deterministicId(context.commandId, 'look') };
  return order.handle(orderId, look, () => accept());
};
