import type { OrderCommand } from '../../domain/order/commands.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandHandlers } from '../command-handlers.ts';
import type { Handled, Intention } from '../intention.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/**
 * Records what a gateway told. That must not be lost to others who write at the same time.
 * @throws ServiceUnavailableError if they do not stop: tell it again
 */
export const recordNews = async (
  handlers: CommandHandlers,
  orderId: string,
  context: CommandContext,
  intention: Intention<OrderCommand, OrderEvent, OrderState>,
): Promise<Handled<OrderEvent, OrderState>> => {
  const handled = await handlers.order.handle(orderId, context, intention);
  if (!handled.ok && handled.rejection.kind === 'stale_version') throw new ServiceUnavailableError('order');
  return handled;
};
