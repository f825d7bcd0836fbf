import type { CreditEvent, CreditIssued } from '../../domain/credit/events.ts';
import { due } from '../../domain/order/payments/balance.ts';
import type { PlaceOrder } from '../../domain/order/commands.ts';
import type {
  ExchangeOffer,
  ExchangeOrigin,
  OrderEvent,
  OrderPlaced,
  OrderReturnExchanged,
} from '../../domain/order/events.ts';
import { addDays } from '../../domain/shared/instant.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import { noLimits } from '../../domain/shared/pricing/order-rules.ts';
import { streamName } from '../../domain/shared/stream.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandlers } from '../commands/handlers.ts';
import { storeCredit } from '../credit/credit-spending.ts';
import { decodeFact, causeOf } from '../reactor/decode-fact.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { TenantPolicies } from '../ports/tenant-policies.ts';

export interface ExchangeOrderDependencies {
  readonly engine: { readonly orders: Pick<Engine['orders'], 'pay'> };
  readonly handlers: CommandHandlers;
  readonly store: EventStore;
  readonly policies: TenantPolicies;
  readonly clock: Clock;
}

/**
 * The subscription handler of exchanges: places the order that replaces returned goods as it was offered, and pays it with the
 * store credit that was issued for it. A difference is left to the buyer, who has the tenant's exchange time for it.
 *
 * Both under ids that follow from what they are about, so that an event handled again, or both at once, place one order and
 * pay it once. Credit that can no longer be used (the replacement was cancelled, or paid otherwise) stays the buyer's.
 * @throws ServiceUnavailableError, EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const placeExchangeOrders =
  (dependencies: ExchangeOrderDependencies) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { event } = decodeFact(recorded);
    const context: CommandContext = {
      ...causeOf(recorded, dependencies.clock.now()),
      actor: { subject: 'process:exchanges', role: 'process' },
      commandId: deterministicId(recorded.id, 'exchanges'),
      causationId: recorded.id,
    };
    if (isExchanged(event)) {
      const { orderId, returnId, exchange } = event.data;
      await placeReplacement(dependencies, context, { orderId, returnId }, exchange);
    } else if (isCreditIssued(event)) {
      await payReplacement(dependencies, context, event.data);
    }
  };

/** Where both handlers meet: the command's id is the replacement's own. */
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

/** The credit may be there before its replacement: that is placed first. */
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
  const somebodyPaidMeanwhile = left > 0 && code === 'amount_exceeds_due';
  if (kind === 'stale_version' || somebodyPaidMeanwhile) throw new Error(`${exchange.orderId} is not paid: ${code}`);
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
  if (event === undefined || !isOrderPlaced(event)) throw new TypeError(`${orderId} does not begin with its placement`);
  return event.data;
};

const isExchanged = (event: DomainEvent): event is OrderReturnExchanged =>
  event.type === ('OrderReturnExchanged' satisfies OrderEvent['type']);

const isCreditIssued = (event: DomainEvent): event is CreditIssued =>
  event.type === ('CreditIssued' satisfies CreditEvent['type']);

const isOrderPlaced = (event: DomainEvent): event is OrderPlaced =>
  event.type === ('OrderPlaced' satisfies OrderEvent['type']);
