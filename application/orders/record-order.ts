import type { PlaceOrder } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import { priceQuote } from '../../domain/shared/pricing/price.ts';
import { refuseCardNumbers } from '../input/card-number.ts';
import { businessTime } from '../commands/context.ts';
import type { OrderUseCases } from '../engine/engine.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { numberOnceAccepted } from './number-order.ts';
import { refuseTender } from './tenders.ts';

export const recordOrder =
  (dependencies: UseCaseDependencies): OrderUseCases['record'] =>
  (context, { orderId, orderType, customerId, currency: wanted, lines, paymentMethod, externalReference }) => {
    const { handlers, policies, gateways } = dependencies;
    return handlers.order.handle(orderId, context, (order) => {
      const refusal = refuseCardNumbers(externalReference) ?? refuseTender(paymentMethod, orderType, gateways);
      if (refusal !== undefined) return refusal;
      const { currency, tax, limits, terms } = policies.policy(context.organizationId, wanted);
      const at = businessTime(context);
      const numbered = (orderNumber: string): PlaceOrder => ({
        type: 'PlaceOrder',
        orderId,
        orderNumber,
        orderType,
        cartId: null,
        customerId,
        quote: priceQuote({ currency, taxMode: tax.mode, lines, promotions: [], shipping: null, at }),
        paymentMethod,
        limits,
        terms: { ...terms, returnWindowDays: null },
        reservationExpiresAt: null,
        externalReference,
        personal: {},
        at,
      });
      const decide = (candidate: PlaceOrder) => orderDecider.decide(candidate, order);
      return numberOnceAccepted(dependencies, context, { numbered, decide });
    });
  };
