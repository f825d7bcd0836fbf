import type { RequestReturn } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { LineQuantity, OrderEvent, ReturnRefundMethod } from '../../domain/order/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import type { Outcome, Planned } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import type { StockLine } from '../ports/inventory.ts';
import { numberOnceInStock } from './number-order.ts';
import { offerExchange } from './offer-exchange.ts';

/**
 * Answers the order; the new return is the last one of its state, and its own stream exists already. `exchangeItems` are the
 * goods that are wanted instead: with method exchange, and with no other. They are offered at the day's prices, without
 * shipping, and refused as those of a direct order are.
 * The new return's id is the command's. The returns process opens its stream before the answer.
 */
export const requestReturn =
  (dependencies: UseCaseDependencies) =>
  async (
    context: CommandContext,
    orderId: string,
    {
      reason,
      refundMethod,
      items,
      exchangeItems,
    }: {
      readonly reason: string;
      readonly refundMethod: ReturnRefundMethod;
      readonly items: readonly (LineQuantity & { readonly reasonDetail: string | null })[];
      readonly exchangeItems?: readonly { readonly variantId: string; readonly quantity: Quantity }[];
    },
  ): Promise<Outcome<OrderState>> => {
    const { handlers, processes } = dependencies;
    const request: RequestReturn = {
      type: 'RequestReturn',
      returnId: context.commandId,
      reason,
      refundMethod,
      lines: items,
      at: businessTime(context),
    };
    const requested = await handlers.order.handle(orderId, context, (order) => {
      const refusal = refuseCardNumbers(reason, ...items.map((item) => item.reasonDetail));
      if (refusal !== undefined) return refusal;
      return exchangeItems === undefined
        ? request
        : withExchange(dependencies, context, order, { request, items: exchangeItems });
    });
    if (requested.ok) await processes.follow(context, requested.facts);
    return requested;
  };

/** The request with an offer for the goods that are wanted instead. @throws ServiceUnavailableError */
const withExchange = async (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  order: OrderState,
  { request, items }: { readonly request: RequestReturn; readonly items: readonly StockLine[] },
): Promise<Planned<RequestReturn, OrderEvent>> => {
  // Of an order that is not there the decider says so.
  if (!order.exists) return request;
  const { returnId, at } = request;
  const offer = await offerExchange(dependencies, context.organizationId, { returnId, order, items, at });
  if (!offer.ok) return offer;
  const numbered = (orderNumber: string): RequestReturn => ({
    ...request,
    exchange: { orderId: offer.value.orderId, orderNumber, quote: offer.value.quote },
  });
  const decide = (candidate: RequestReturn) => orderDecider.decide(candidate, order);
  return numberOnceInStock(dependencies, context, { numbered, decide }, items);
};
