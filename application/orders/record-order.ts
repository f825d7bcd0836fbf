import type { PlaceOrder } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { OrderType } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { UnpricedLine } from '../../domain/shared/pricing/price-quote.ts';
import { priceQuote } from '../../domain/shared/pricing/price.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { numberOnceAccepted } from './number-order.ts';
import { refuseTender } from './tenders.ts';

/**
 * Takes in an order that was agreed elsewhere (an import): its lines carry their own prices, nothing is reserved or
 * deducted for it, no shipping is charged, and returns are accepted for ever. The organisation's limits hold.
 */
export const recordOrder =
  (dependencies: UseCaseDependencies) =>
  (
    context: CommandContext,
    {
      orderId,
      orderType,
      customerId,
      currency: wanted,
      lines,
      paymentMethod,
      externalReference,
    }: {
      readonly orderId: string;
      readonly orderType: OrderType;
      readonly customerId: string | null;
      readonly currency: Currency;
      readonly lines: readonly UnpricedLine[];
      readonly paymentMethod: string;
      readonly externalReference: string;
    },
  ): Promise<Outcome<OrderState>> => {
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
