import { accept } from '../../domain/shared/decider.ts';
import type { SubscriptionOrderGivenUp } from '../../domain/subscription/events.ts';
import type { CommandContext } from '../commands/context.ts';
import type { SubscriptionOrderDependencies } from './dependencies.ts';

/**
 * Cancels an order that is not charged any more, and with it what is under way at a gateway. One that was paid at the last
 * moment stands.
 * @throws as carryOutSubscriptions (carry-out-subscriptions.ts)
 */
export const cancelUnpaidOrder = async (
  { handlers }: Pick<SubscriptionOrderDependencies, 'handlers'>,
  context: CommandContext,
  { orderId, cause: reason }: SubscriptionOrderGivenUp['data'],
): Promise<void> => {
  const { actor, now: at } = context;
  const cancelled = await handlers.order.handle(orderId, context, (order) =>
    order.exists && order.confirmedAt === null
      ? { type: 'CancelOrder', reason, cancelledBy: actor.subject, approvedBy: null, at }
      : accept(),
  );
  if (!cancelled.ok) throw new Error(`${orderId} is not cancelled: ${cancelled.rejection.code}`);
};
