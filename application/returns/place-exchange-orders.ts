import type { CreditIssued } from '../../domain/credit/events.ts';
import type { PlaceOrder } from '../../domain/order/commands.ts';
import type { ExchangeOffer, ExchangeOrigin, OrderPlaced } from '../../domain/order/events.ts';
import { due } from '../../domain/order/payments/balance.ts';
import { reaction, reactions } from '../../domain/processes/reaction.ts';
import { addDays } from '../../domain/shared/instant.ts';
import { noLimits } from '../../domain/shared/pricing/order-rules.ts';
import { streamName } from '../../domain/shared/stream.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { deterministicId } from '../commands/ids.ts';
import { storeCredit } from '../credit/credit-spending.ts';
import type { Engine } from '../engine/engine.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Clock } from '../ports/system.ts';
import type { TenantPolicies } from '../ports/tenant-policies.ts';
import type { ReactionContext } from '../reactor/cause.ts';
import { decodeFact } from '../reactor/decode-fact.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';

export interface ExchangeOrderDependencies {
  readonly engine: { readonly orders: Pick<Engine['orders'], 'pay'> };
  readonly handlers: CommandHandlers;
  readonly store: EventStore;
  readonly policies: TenantPolicies;
  readonly clock: Clock;
}

/**
 * Places the order that replaces returned goods as it was offered, and pays it with the store credit that was issued for it. A difference is left to the buyer, who has the tenant's exchange time for it.
 *
 * Both under ids that follow from what they are about, so that an event handled again, or both at once, place one order and
 * pay it once. Credit that can no longer be used (the replacement was cancelled, or paid otherwise) stays the buyer's.
 * @throws ServiceUnavailableError, EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const placeExchangeOrders = (dependencies: ExchangeOrderDependencies): EventHandler =>
  eventHandler(
    'exchanges',
    dependencies.clock,
    reactions<Promise<void>, [context: ReactionContext]>()({
      OrderReturnExchanged: ({ data: { orderId, returnId, exchange } }, context) =>
        placeReplacement(dependencies, context, { orderId, returnId }, exchange),
      CreditIssued: ({ data }, context) => payReplacement(dependencies, context, data),
    }),
  );

/** Places it once, whichever event asks for it: the command's id is the replacement's own. */
const placeReplacement = async (
  { handlers, store, policies }: ExchangeOrderDependencies,
  context: CommandContext,
  origin: ExchangeOrigin,
  offer: ExchangeOffer,
): Promise<void> => {
  const { organizationId, now } = context;
  const replaced = await firstEvent(store, organizationId, origin.orderId);
  const { terms, exchangePaymentDays } = policies.policy(organizationId, offer.quote.currency);
  const command: PlaceOrder = {
    type: 'PlaceOrder',
    ...offer,
    orderType: replaced.orderType,
    cartId: null,
    customerId: replaced.customerId,
    paymentMethod: replaced.paymentMethod,
    limits: noLimits,
    terms,
    reservationExpiresAt: addDays(now, exchangePaymentDays),
    externalReference: null,
    exchangeOf: origin,
    personal: replaced.personal,
    at: now,
  };
  const placing = { ...context, commandId: deterministicId(offer.orderId, 'place') };
  const placed = await handlers.order.handle(offer.orderId, placing, command);
  if (!placed.ok) throw new Error(`${offer.orderId} is not placed: ${placed.rejection.code}`);
};

/** Places the replacement first: its credit may be there before it. */
const payReplacement = async (
  dependencies: ExchangeOrderDependencies,
  context: CommandContext,
  { creditAccountId, amount: credit, currency, orderId, returnId }: CreditIssued['data'],
): Promise<void> => {
  const { handlers, engine } = dependencies;
  const exchanged = await orderNow(handlers, context, orderId);
  const exchange = exchanged.returns.find((returned) => returned.returnId === returnId)?.exchange ?? null;
  if (exchange === null || returnId === null) return;
  await placeReplacement(dependencies, context, { orderId, returnId }, exchange);
  const left = due(await orderNow(handlers, context, exchange.orderId));
  // With nothing left this is a repetition, whose amount is known, or too late.
  const amount = left > 0 ? Math.min(credit, left) : credit;
  const payment = { method: storeCredit, methodId: creditAccountId, amount, currency };
  const paid = await engine.orders.pay(context, exchange.orderId, payment);
  if (paid.ok) return;
  const { kind, code } = paid.rejection;
  const isPaidMeanwhile = left > 0 && code === 'amount_exceeds_due';
  if (kind === 'stale_version' || isPaidMeanwhile) throw new Error(`${exchange.orderId} is not paid: ${code}`);
};

const orderNow = async (handlers: CommandHandlers, context: CommandContext, orderId: string) => {
  const { state: order } = await handlers.order.current(orderId, context);
  if (!order.exists) throw new TypeError(`there is no order ${orderId}`);
  return order;
};

/** Personal data is in an order's first event only. */
const firstEvent = async (store: EventStore, organizationId: string, orderId: string): Promise<OrderPlaced['data']> => {
  const [first] = await store.read(streamName('order', organizationId, orderId), { limit: 1 });
  const event = first === undefined ? undefined : decodeFact(first).event;
  const placed = event && placement.react(event);
  if (placed === undefined) throw new TypeError(`${orderId} does not begin with its placement`);
  return placed;
};

const placement = reaction(['OrderPlaced'], ({ data }) => data);
