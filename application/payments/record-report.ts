import type { OrderCommand } from '../../domain/order/commands.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { Handled, CommandPlan } from '../commands/command-plan.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/**
 * Records what a gateway reports. That must not be lost to commands that come at the same time.
 * @throws ServiceUnavailableError if they do not stop: report it again
 */
export const recordReport = async (
  handlers: CommandHandlers,
  orderId: string,
  context: CommandContext,
  plan: CommandPlan<OrderCommand, OrderEvent, OrderState>,
): Promise<Handled<OrderEvent, OrderState>> => {
  const handled = await handlers.order.handle(orderId, context, plan);
  if (!handled.ok && handled.rejection.kind === 'stale_version') throw new ServiceUnavailableError('order');
  return handled;
};
