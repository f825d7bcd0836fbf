import { creditAccountId } from '../../domain/credit/events.ts';
import { reject, type Result } from '../../domain/shared/decider.ts';
import type { Instant } from '../../domain/shared/message.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { PersonalData } from '../../domain/shared/personal-data.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { checkOrderRules } from '../../domain/shared/pricing/order-rules.ts';
import type { AgreedPrices, PriceQuote } from '../../domain/shared/pricing/price-quote.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import type { StandingOrder, SubscriptionInterval, SubscriptionPricing } from '../../domain/subscription/events.ts';
import type { SubscriptionState } from '../../domain/subscription/state.ts';
import { taxReceiverObstacle } from '../../domain/tax-document/receiver.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import { storeCredit } from '../credit/credit-spending.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { quoteDirectOrder } from '../orders/quote-direct-order.ts';
import { paymentMethodUnavailable, settlementOf } from '../orders/tenders.ts';
import type { PaymentGateways } from '../ports/payment-gateway.ts';

export type WayToPay = Pick<StandingOrder, 'paymentMethod' | 'paymentMethodId'>;

/**
 * What is kept of how the orders of a subscription are paid. Store credit is the customer's own unless it names an account;
 * without a token buyers pay each order by themselves.
 * @returns refusals `card_number_refused`, `payment_method_unavailable`; `payment_method_not_stored`: it cannot be charged
 */
export const wayToPay = (
  gateways: PaymentGateways,
  { customerId, currency }: { readonly customerId: string; readonly currency: Currency },
  { paymentMethod, paymentMethodId }: WayToPay,
): Result<WayToPay> => {
  const settlement = settlementOf(paymentMethod, 'subscription', gateways);
  if (settlement === undefined) return paymentMethodUnavailable('subscription', gateways);
  const refusal = refuseCardNumbers(paymentMethodId ?? null);
  if (refusal !== undefined) return refusal;
  if (paymentMethodId !== undefined && settlement !== 'gateway') {
    return reject('rule', 'payment_method_not_stored', 'leave payment_method_id out: nobody can charge this tender');
  }
  const own = paymentMethod === storeCredit ? creditAccountId({ customerId, currency, orderId: '' }) : undefined;
  const stored = paymentMethodId ?? own;
  return { ok: true, value: stored === undefined ? { paymentMethod } : { paymentMethod, paymentMethodId: stored } };
};

export interface NewSubscription {
  readonly customerId: string;
  readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
  /** `frozen`: what goods and shipping cost today is charged for ever; absent: what they cost on each order's day. */
  readonly pricing?: SubscriptionPricing;
  readonly interval: SubscriptionInterval;
  /** Absent: at once. */
  readonly firstOrderAt?: Instant;
  readonly currency?: Currency;
  readonly shippingMethod: string;
  readonly paymentMethod: string;
  /** What orders are charged to: the provider's token. Absent: buyers pay them, or their store credit does. */
  readonly paymentMethodId?: string;
  readonly personal: PersonalData;
}

/**
 * The new subscription's id is the command's id. What could not be ordered today is refused as that order would be:
 * unknown products, shipping or tender, less than the smallest order, a receiver that no invoice can name. Stock is asked
 * for when each order is due. A way to pay that cannot be stored is refused as `payment_method_not_stored`.
 * A customer's new subscription is theirs, whatever the request says.
 */
export const startSubscription =
  (dependencies: UseCaseDependencies) =>
  (context: CommandContext, input: NewSubscription): Promise<Outcome<SubscriptionState>> => {
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
  { items, shippingMethod, personal, customerId }: NewSubscription,
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
