import type { Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { AgreedPrices, PriceQuote } from '../../domain/shared/pricing/price-quote.ts';
import { checkOrderRules } from '../../domain/shared/pricing/order-rules.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { taxReceiverObstacle } from '../../domain/tax-document/receiver.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { quoteDirectOrder } from '../orders/quote-direct-order.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { SubscriptionUseCases } from './use-cases.ts';
import { wayToPay } from './way-to-pay.ts';

type Input = Parameters<SubscriptionUseCases['start']>[1];

/** A customer's new subscription is theirs, whatever the request says. */
export const startSubscription =
  (dependencies: UseCaseDependencies): SubscriptionUseCases['start'] =>
  (context, input) => {
    const { handlers, policies, gateways } = dependencies;
    const subscriptionId = context.commandId;
    const at = businessTime(context);
    const customerId = context.onlyCustomerId ?? input.customerId;
    return handlers.subscription.handle(subscriptionId, context, async () => {
      const policy = policies.policy(context.organizationId, input.currency);
      const { currency } = policy;
      const way = wayToPay(gateways, { customerId, currency }, input);
      if (!way.ok) return way;
      const quote = await quoteIfOrderable(dependencies, context, policy, input, at);
      if (!quote.ok) return quote;
      const { items, interval, shippingMethod, personal } = input;
      return {
        type: 'StartSubscription',
        subscriptionId,
        customerId,
        items,
        ...(input.pricing === 'frozen' && { frozenPrices: pricesOf(quote.value) }),
        interval,
        firstOrderAt: input.firstOrderAt ?? at,
        currency,
        shippingMethod,
        ...way.value,
        personal,
        at,
      };
    });
  };

/** What such an order would cost today, if it would be accepted; stock aside. @throws ServiceUnavailableError */
const quoteIfOrderable = async (
  dependencies: UseCaseDependencies,
  { organizationId, onlyCustomerId }: CommandContext,
  policy: TenantPolicy,
  { items, shippingMethod, personal, customerId }: Input,
  at: Instant,
): Promise<Result<PriceQuote>> => {
  const buyer = { channel: 'subscription', customerId: onlyCustomerId ?? customerId } as const;
  const basket = { ...buyer, items, couponCodes: [], shippingMethod };
  const quote = await quoteDirectOrder(dependencies, organizationId, policy, basket, at);
  if (!quote.ok) return quote;
  const { totals, currency } = quote.value;
  const refusal = checkOrderRules(quote.value, policy.limits);
  if (refusal !== undefined) return refusal;
  return taxReceiverObstacle(policy.documents.regime, personal.taxReceiver, totals.total, currency) ?? quote;
};

const pricesOf = ({ lines, shipping }: PriceQuote): AgreedPrices => ({
  unitPrices: lines.map(({ unitPrice }) => unitPrice),
  shippingCost: shipping?.cost ?? 0,
});
