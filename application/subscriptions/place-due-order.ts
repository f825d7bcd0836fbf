import type { OrderState } from '../../domain/order/state.ts';
import type { SubscriptionPolicy, TenantPolicy } from '../../domain/shared/policy.ts';
import type {
  RecordSubscriptionOrderPlaced,
  RecordSubscriptionOrderRefused,
} from '../../domain/subscription/commands.ts';
import type { SubscriptionOrderDue } from '../../domain/subscription/events.ts';
import { paymentWindowFor, retryPlan } from '../../domain/subscription/order-terms.ts';
import type { CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { Engine } from '../engine/engine.ts';
import type { SubscriptionOrderDependencies } from './dependencies.ts';

/**
 * Places an order and records at its subscription what came of it. One whose refusal was recorded is not tried again.
 * @throws as carryOutSubscriptions (carry-out-subscriptions.ts)
 */
export const placeDueOrder = async (
  { engine, handlers, policies }: SubscriptionOrderDependencies,
  context: CommandContext,
  due: SubscriptionOrderDue['data'],
): Promise<void> => {
  const { subscriptionId, orderId } = due;
  const policy = policies.policy(context.organizationId, due.currency);
  // The order has a stream of its own, so it does not wait for itself here.
  const recorded = await handlers.subscription.handle(subscriptionId, context, async () => {
    const outcome = await engine.orders.place(context, orderOf(due, policy));
    return recordOf(orderId, outcome, policy.subscriptions, context.now);
  });
  if (!recorded.ok) throw new Error(`${orderId} is not recorded: ${recorded.rejection.code}`);
};

const orderOf = (
  data: SubscriptionOrderDue['data'],
  { subscriptions, terms }: TenantPolicy,
): Parameters<Engine['orders']['place']>[1] => ({
  orderId: data.orderId,
  orderType: 'subscription',
  customerId: data.customerId,
  currency: data.currency,
  items: data.items,
  ...(data.frozenPrices !== undefined && { agreedPrices: data.frozenPrices }),
  shippingMethod: data.shippingMethod,
  paymentMethod: data.paymentMethod,
  paymentWindow: paymentWindowFor(subscriptions, terms, { charged: data.paymentMethodId !== undefined }),
  ...data.personal,
});

const recordOf = (
  orderId: string,
  outcome: Outcome<OrderState>,
  policy: SubscriptionPolicy,
  at: string,
): RecordSubscriptionOrderPlaced | RecordSubscriptionOrderRefused => {
  if (!outcome.ok) {
    const { kind, code } = outcome.rejection;
    if (kind === 'stale_version') throw new Error(`${orderId} is not placed: ${code}`);
    return { type: 'RecordSubscriptionOrderRefused', orderId, code, at };
  }
  if (!outcome.state.exists) throw new TypeError('an accepted command left nothing behind');
  const { orderNumber, placedAt } = outcome.state;
  const plan = retryPlan(policy, placedAt);
  return { type: 'RecordSubscriptionOrderPlaced', orderId, orderNumber, plan, at };
};
