import type { Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { checkOrderRules } from '../../domain/shared/pricing/order-rules.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { businessTime, type CommandContext } from '../command-context.ts';
import { quoteDirectOrder } from '../orders/quote-direct-order.ts';
import { refuseTender } from '../orders/tenders.ts';
import type { UseCaseDependencies } from '../use-case-dependencies.ts';
import type { SubscriptionUseCases } from './use-cases.ts';

type Input = Parameters<SubscriptionUseCases['start']>[1];

/** A customer's new subscription is theirs, whatever the request says. */
export const startSubscription =
  (dependencies: UseCaseDependencies): SubscriptionUseCases['start'] =>
  (context, input) => {
    const { handlers, policies } = dependencies;
    const subscriptionId = context.commandId;
    const at = businessTime(context);
    return handlers.subscription.handle(subscriptionId, context, async () => {
      const policy = policies.policy(context.organizationId, input.currency);
      const orderable = await checkOrderable(dependencies, context, policy, input, at);
      if (!orderable.ok) return orderable;
      const { items, interval, shippingMethod, paymentMethod, personal } = input;
      return {
        type: 'StartSubscription',
        subscriptionId,
        customerId: context.onlyCustomerId ?? input.customerId,
        items,
        interval,
        firstOrderAt: input.firstOrderAt ?? at,
        currency: policy.currency,
        shippingMethod,
        paymentMethod,
        personal,
        at,
      };
    });
  };

/** Whether such an order would be accepted today, stock aside. @throws ServiceUnavailableError */
const checkOrderable = async (
  dependencies: UseCaseDependencies,
  { organizationId }: CommandContext,
  policy: TenantPolicy,
  { items, shippingMethod, paymentMethod }: Input,
  at: Instant,
): Promise<Result<true>> => {
  const refusal = refuseTender(paymentMethod, 'subscription', dependencies.gateways);
  if (refusal !== undefined) return refusal;
  const basket = { items, couponCodes: [], shippingMethod };
  const quote = await quoteDirectOrder(dependencies, organizationId, policy, basket, at);
  if (!quote.ok) return quote;
  const rejection = checkOrderRules(quote.value, policy.limits);
  return rejection === undefined ? { ok: true, value: true } : { ok: false, rejection };
};
