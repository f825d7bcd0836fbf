import type { PlaceOrder } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { OrderType } from '../../domain/order/events.ts';
import { reject, type Refusal } from '../../domain/shared/decider.ts';
import { addMinutes } from '../../domain/shared/instant.ts';
import type { TenantPolicy } from '../../domain/shared/policy.ts';
import { taxReceiverObstacle } from '../../domain/tax-document/receiver.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import type { OrderUseCases } from '../engine/engine.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { personalDataOf } from './buyer.ts';
import { quoteDirectOrder } from './quote-direct-order.ts';
import { numberOnceInStock } from './number-order.ts';
import { refuseTender } from './tenders.ts';

/** A customer's new order is theirs, whatever the request says. */
export const placeOrder =
  (dependencies: UseCaseDependencies): OrderUseCases['place'] =>
  (context, input) => {
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
      const patience = input.patience ?? patienceOf(policy);
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
        terms: { ...policy.terms, paymentRetryAttempts: patience.paymentRetryAttempts },
        reservationExpiresAt: addMinutes(at, patience.reservationMinutes),
        externalReference,
        ...(purchaseOrderNumber !== null && { purchaseOrderNumber }),
        personal: personal.value,
        at,
      });
      const decide = (candidate: PlaceOrder) => orderDecider.decide(candidate, order);
      return numberOnceInStock(dependencies, context, { numbered, decide }, basket.items);
    });
  };

const patienceOf = ({ reservationTtlMinutes, terms }: TenantPolicy) => ({
  reservationMinutes: reservationTtlMinutes,
  paymentRetryAttempts: terms.paymentRetryAttempts,
});

/** A purchase order is what a business sends, or what somebody reads out over the telephone. */
const refusePurchaseOrder = (number: string | null, orderType: OrderType): Refusal | undefined =>
  number === null || orderType === 'b2b' || orderType === 'phone'
    ? undefined
    : reject('rule', 'purchase_order_unexpected', 'give a purchase order with type b2b or phone only');
