import type { PlaceOrder } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { OrderType } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import { reject, type Refusal } from '../../domain/shared/decider.ts';
import { addMinutes } from '../../domain/shared/instant.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import type { AgreedPrices } from '../../domain/shared/pricing/price-quote.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { taxReceiverObstacle } from '../../domain/tax-document/receiver.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { personalDataOf, type Buyer } from './buyer.ts';
import { numberOnceInStock } from './number-order.ts';
import { quoteDirectOrder } from './quote-direct-order.ts';
import { refuseTender } from './tenders.ts';

/**
 * A direct order (phone, B2B, import). The order's id is the command's id unless `orderId` is given.
 * A customer's new order is theirs, whatever the request says.
 */
export const placeOrder =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    input: {
      readonly orderId?: string;
      readonly orderType: OrderType;
      readonly customerId: string | null;
      readonly currency?: Currency;
      readonly items: readonly { readonly variantId: string; readonly quantity: Quantity }[];
      readonly couponCodes?: readonly string[];
      /** Absent: what the items and their shipping cost today. */
      readonly agreedPrices?: AgreedPrices;
      readonly shippingMethod: string;
      readonly paymentMethod: string;
      /** How long its goods are held for its money, and how often that may fail to come. Absent: as the policy says. */
      readonly paymentWindow?: { readonly reservationMinutes: number; readonly paymentRetryAttempts: number };
      readonly externalReference?: string;
      /** The customer's own number for what they buy: of types b2b and phone only, refused as `purchase_order_unexpected` else. */
      readonly purchaseOrderNumber?: string;
    } & Buyer,
  ): Promise<Outcome<OrderState>> => {
    const { handlers, policies, gateways, customers } = dependencies;
    const { organizationId } = context;
    const orderId = input.orderId ?? context.commandId;
    const { orderType, paymentMethod, shippingMethod, externalReference = null, purchaseOrderNumber = null } = input;
    const customerId = context.onlyCustomerId ?? input.customerId;
    return handlers.order.handle(orderId, context, async (order) => {
      const refusal =
        refuseCardNumbers(externalReference, purchaseOrderNumber) ??
        refusePurchaseOrder(purchaseOrderNumber, orderType) ??
        refuseTender(paymentMethod, orderType, gateways);
      if (refusal !== undefined) return refusal;
      const personal = await personalDataOf(customers, organizationId, customerId, input);
      if (!personal.ok) return personal;
      const policy = policies.policy(organizationId, input.currency);
      const at = businessTime(context);
      const paymentWindow = input.paymentWindow ?? paymentWindowOf(policy);
      const { items, couponCodes = [], agreedPrices } = input;
      const basket = {
        ...{ items, couponCodes, shippingMethod, customerId, channel: orderType },
        ...(agreedPrices !== undefined && { agreedPrices }),
      };
      const quote = await quoteDirectOrder(dependencies, organizationId, policy, basket, at);
      if (!quote.ok) return quote;
      const { totals, currency } = quote.value;
      const obstacle = taxReceiverObstacle(policy.documents.regime, input.taxReceiver, totals.total, currency);
      if (obstacle !== undefined) return obstacle;
      const numbered = (orderNumber: string): PlaceOrder => ({
        type: 'PlaceOrder',
        orderId,
        orderNumber,
        orderType,
        cartId: null,
        customerId,
        quote: quote.value,
        paymentMethod,
        limits: policy.limits,
        terms: { ...policy.terms, paymentRetryAttempts: paymentWindow.paymentRetryAttempts },
        reservationExpiresAt: addMinutes(at, paymentWindow.reservationMinutes),
        externalReference,
        ...(purchaseOrderNumber !== null && { purchaseOrderNumber }),
        personal: personal.value,
        at,
      });
      const decide = (candidate: PlaceOrder) => orderDecider.decide(candidate, order);
      return numberOnceInStock(dependencies, context, { numbered, decide }, basket.items);
    });
  };

const paymentWindowOf = ({ reservationTtlMinutes, terms }: TenantPolicy) => ({
  reservationMinutes: reservationTtlMinutes,
  paymentRetryAttempts: terms.paymentRetryAttempts,
});

/** Allows a purchase order where a business sends one, or reads it out over the telephone. */
const refusePurchaseOrder = (number: string | null, orderType: OrderType): Refusal | undefined =>
  number === null || orderType === 'b2b' || orderType === 'phone'
    ? undefined
    : reject('rule', 'purchase_order_unexpected', 'give a purchase order with type b2b or phone only');
