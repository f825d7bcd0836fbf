import type { ExchangeOffer } from '../../domain/order/events.ts';
import type { PlacedOrder } from '../../domain/order/state.ts';
import type { Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { OrderLimits } from '../../domain/shared/policy.ts';
import { checkOrderRules } from '../../domain/shared/pricing/order-rules.ts';
import { deterministicId } from '../commands/ids.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import type { StockLine } from '../ports/inventory.ts';
import { quoteDirectOrder } from './quote-direct-order.ts';

/** Everything of an offer but its number. */
export type UnnumberedOffer = Omit<ExchangeOffer, 'orderNumber'>;

/**
 * What goods cost instead of those of return `returnId` of an order, on which day: sold as in a direct order, without coupons,
 * shipping or a smallest amount. The order that they are to be has an id that follows from the return's (a UUID).
 * @returns refusals as those of a direct order
 * @throws ServiceUnavailableError
 */
export const offerExchange = async (
  dependencies: UseCaseDependencies,
  organizationId: string,
  {
    returnId,
    order,
    items,
    at,
  }: {
    readonly returnId: string;
    readonly order: Pick<PlacedOrder, 'currency' | 'orderType' | 'customerId'>;
    readonly items: readonly StockLine[];
    readonly at: Instant;
  },
): Promise<Result<UnnumberedOffer>> => {
  const { currency, orderType: channel, customerId } = order;
  const policy = dependencies.policies.policy(organizationId, currency);
  const basket = { items, couponCodes: [], channel, customerId, shippingMethod: null };
  const quoted = await quoteDirectOrder(dependencies, organizationId, policy, basket, at);
  if (!quoted.ok) return quoted;
  const refusal = checkOrderRules(quoted.value, withoutMinimum(policy.limits));
  if (refusal !== undefined) return refusal;
  return { ok: true, value: { orderId: deterministicId(returnId, 'exchange'), quote: quoted.value } };
};

/** Something small may be exchanged for something small. */
const withoutMinimum = (limits: OrderLimits): OrderLimits => ({ ...limits, minimumAmount: 0 });
