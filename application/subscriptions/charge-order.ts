import { due } from '../../domain/order/payments/balance.ts';
import type { PlacedOrder } from '../../domain/order/state.ts';
import type { SubscriptionPaymentDue } from '../../domain/subscription/events.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import type { SubscriptionOrderDependencies } from './dependencies.ts';

/**
 * Takes what is due of an order from the subscription's way to pay: one payment a charge, however often it is handled. What
 * comes of a payment follows from its order's events; a charge that no payment could be made for has failed with the refusal's code.
 * @throws as carryOutSubscriptions (carry-out-subscriptions.ts)
 */
export const chargeOrder = async (
  { engine, handlers }: SubscriptionOrderDependencies,
  context: CommandContext,
  { subscriptionId, orderId, paymentMethod, paymentMethodId, personal }: SubscriptionPaymentDue['data'],
): Promise<void> => {
  const order = await orderNow(handlers, context, orderId);
  const left = due(order);
  const paid = await engine.orders.pay(context, orderId, {
    method: paymentMethod,
    methodId: paymentMethodId,
    // With nothing left this is a repetition, whose amount is known, or the buyer was faster.
    amount: left > 0 ? left : order.totals.total,
    currency: order.currency,
    ...(personal.email !== undefined && { payerEmail: personal.email }),
  });
  if (paid.ok || !awaitsMoney(await orderNow(handlers, context, orderId))) return;
  const { kind, code: reason } = paid.rejection;
  const somebodyPaidMeanwhile = reason === 'amount_exceeds_due';
  if (kind === 'stale_version' || somebodyPaidMeanwhile) throw new Error(`${orderId} is not charged: ${reason}`);
  const recorded = await handlers.subscription.handle(subscriptionId, context, {
    type: 'RecordSubscriptionPaymentFailed',
    orderId,
    paymentId: null,
    reason,
    at: context.now,
  });
  if (!recorded.ok) throw new Error(`${orderId} is not recorded: ${recorded.rejection.code}`);
};

/** Passes by an order that is over, or whose money is here or under way: its own events report that. */
const awaitsMoney = (order: PlacedOrder): boolean =>
  order.cancelledAt === null && order.confirmedAt === null && due(order) > 0;

const orderNow = async (handlers: CommandHandlers, context: CommandContext, orderId: string): Promise<PlacedOrder> => {
  const { state: order } = await handlers.order.current(orderId, context);
  if (!order.exists) throw new TypeError(`there is no order ${orderId}`);
  return order;
};
