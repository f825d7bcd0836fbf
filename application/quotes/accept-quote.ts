import type { PlaceOrder } from '../../domain/order/commands.ts';
import { orderDecider } from '../../domain/order/decider.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { Acceptance } from '../../domain/quote/facts.ts';
import type { DraftedSalesQuote, SalesQuoteState } from '../../domain/quote/state.ts';
import { addDays } from '../../domain/shared/instant.ts';
import { noLimits } from '../../domain/shared/pricing/order-rules.ts';
import { businessTime, type CommandContext } from '../commands/context.ts';
import { deterministicId } from '../commands/ids.ts';
import { notFound, type Outcome } from '../commands/outcome.ts';
import type { UseCaseDependencies } from '../engine/dependencies.ts';
import { refuseCardNumbers } from '../input/texts.ts';
import { numberOnceInStock } from '../orders/number-order.ts';

/**
 * Accepts, and places the order: once, however often and at once it is called. An order that cannot be placed is refused
 * as any is (`insufficient_stock`); the quote keeps that, and can be accepted again. The order's id follows from the quote's, so
 * it is the same order however often it is accepted.
 * @throws ServiceUnavailableError: it is accepted; the background places its order
 */
export const acceptQuote =
  (dependencies: UseCaseDependencies) =>
  async (
    context: CommandContext,
    salesQuoteId: string,
    input: { readonly revision?: number; readonly purchaseOrderNumber?: string },
  ): Promise<Outcome<SalesQuoteState>> => {
    const { purchaseOrderNumber = null, revision = null } = input;
    const accepted = await dependencies.handlers.quote.handle(salesQuoteId, context, (quote) => {
      if (!quote.exists) return notFound('quote');
      return (
        refuseCardNumbers(purchaseOrderNumber) ?? {
          type: 'AcceptSalesQuote',
          revision,
          orderId: deterministicId(salesQuoteId, 'order'),
          purchaseOrderNumber,
          acceptedBy: context.actor.subject,
          at: businessTime(context),
        }
      );
    });
    if (!accepted.ok) return accepted;
    const settled = await placeQuoteOrder(dependencies)(context, salesQuoteId);
    if (!settled.ok || !settled.state.exists) return settled;
    const { state, version } = settled;
    if (state.status === 'offered' && state.refusal !== null) return { ok: false, rejection: state.refusal };
    return { ok: true, state, version, repeated: accepted.repeated };
  };

/**
 * Places the order of an accepted quote, and records what came of it; of any other quote it does nothing.
 * Every step is a command of its own, under an id that follows from the quote's: taken by the caller who accepted or by
 * the background, and however often, it is done once. An order that one of them could place is recorded even where another
 * could not: being ordered is written under another id than a refusal, and wins.
 */
export const placeQuoteOrder =
  (dependencies: UseCaseDependencies) =>
  async (context: CommandContext, salesQuoteId: string): Promise<Outcome<SalesQuoteState>> => {
    const { handlers } = dependencies;
    const step = (name: string): CommandContext => stepOf(context, deterministicId(salesQuoteId, name));
    const now = await handlers.quote.current(salesQuoteId, context);
    if (!now.state.exists || now.state.status !== 'accepted' || now.state.acceptance === null) return now;
    const { acceptance } = now.state;
    const placed = await placeFrozen(dependencies, step('place'), now.state, acceptance);
    const at = businessTime(context);
    if (placed.ok) {
      if (!placed.state.exists) throw new TypeError('an accepted command left nothing behind');
      const { orderId, orderNumber } = placed.state;
      const ordered = { type: 'RecordSalesQuoteOrdered', orderId, orderNumber, at } as const;
      return handlers.quote.handle(salesQuoteId, step('ordered'), ordered);
    }
    const { rejection: refusal } = placed;
    if (refusal.kind === 'stale_version') return placed;
    const { number } = acceptance;
    const refused = { type: 'RecordSalesQuoteOrderRefused', acceptance: number, refusal, at } as const;
    return handlers.quote.handle(salesQuoteId, step(`refused-${number}`), refused);
  };

/** The order as it was offered, held to no limits: it kept them when it was offered. Refused for want of stock. */
const placeFrozen = (
  dependencies: UseCaseDependencies,
  context: CommandContext,
  { salesQuoteId, orderType, customerId, quote, paymentMethod, personal }: DraftedSalesQuote,
  { orderId, purchaseOrderNumber }: Acceptance,
): Promise<Outcome<OrderState>> => {
  const { terms, quotes } = dependencies.policies.policy(context.organizationId, quote.currency);
  const at = businessTime(context);
  return dependencies.handlers.order.handle(orderId, context, (order) => {
    const numbered = (orderNumber: string): PlaceOrder => ({
      type: 'PlaceOrder',
      orderId,
      orderNumber,
      orderType,
      cartId: null,
      customerId,
      quote,
      paymentMethod,
      limits: noLimits,
      terms,
      reservationExpiresAt: addDays(at, quotes.paymentDays),
      externalReference: null,
      ...(purchaseOrderNumber !== null && { purchaseOrderNumber }),
      salesQuoteId,
      personal,
      at,
    });
    const decide = (candidate: PlaceOrder) => orderDecider.decide(candidate, order);
    return numberOnceInStock(dependencies, context, { numbered, decide }, quote.lines);
  });
};

/** Another command of the same caller, free of the conditions that they set for theirs. */
const stepOf = (
  { organizationId, actor, correlationId, commandId: causationId, now, at }: CommandContext,
  commandId: string,
): CommandContext => ({
  organizationId,
  actor,
  commandId,
  correlationId,
  causationId,
  now,
  ...(at !== undefined && { at }),
});
