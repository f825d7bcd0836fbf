import type {
  RecordSubscriptionOrderPlaced,
  RecordSubscriptionOrderRefused,
} from '../../domain/subscription/commands.ts';
import type { SubscriptionEvent, SubscriptionOrderDue } from '../../domain/subscription/events.ts';
import type { OrderState } from '../../domain/order/state.ts';
import type { DomainEvent, Instant, RecordedEvent } from '../../domain/shared/message.ts';
import type { CommandHandlers } from '../command-handlers.ts';
import { decodeFact, occasionOf } from '../decode-fact.ts';
import { deterministicId } from '../deterministic-id.ts';
import type { Engine } from '../engine.ts';
import type { Outcome } from '../outcome.ts';
import type { Clock } from '../ports/clock.ts';

export interface SubscriptionOrderDependencies {
  readonly engine: Pick<Engine, 'orders'>;
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}

/**
 * The subscription handler of recurring orders: places each order that became due, at the day's prices, and tells its
 * subscription what came of it. Both under ids that follow from the event's: an event handled again places nothing again,
 * nor is an order tried again whose refusal was recorded.
 * @throws ServiceUnavailableError, EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const placeSubscriptionOrders =
  ({ engine, handlers, clock }: SubscriptionOrderDependencies) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { event } = decodeFact(recorded);
    if (!isOrderDue(event)) return;
    const now = clock.now();
    const context = {
      ...occasionOf(recorded, now),
      actor: { subject: 'process:subscriptions', role: 'process' },
      commandId: deterministicId(recorded.id, 'subscriptions'),
      causationId: recorded.id,
    };
    const { subscriptionId, orderId } = event.data;
    // The order has a stream of its own, so nobody waits for themselves here.
    const told = await handlers.subscription.handle(subscriptionId, context, async () =>
      recordOf(orderId, await engine.orders.place(context, orderOf(event)), now),
    );
    if (!told.ok) throw new Error(`${orderId} is not recorded: ${told.rejection.code}`);
  };

const orderOf = ({ data }: SubscriptionOrderDue): Parameters<Engine['orders']['place']>[1] => ({
  orderId: data.orderId,
  orderType: 'subscription',
  customerId: data.customerId,
  currency: data.currency,
  items: data.items,
  shippingMethod: data.shippingMethod,
  paymentMethod: data.paymentMethod,
  ...data.personal,
});

const recordOf = (
  orderId: string,
  outcome: Outcome<OrderState>,
  at: Instant,
): RecordSubscriptionOrderPlaced | RecordSubscriptionOrderRefused => {
  if (!outcome.ok) {
    const { kind, code } = outcome.rejection;
    if (kind === 'stale_version') throw new Error(`${orderId} is not placed: ${code}`);
    return { type: 'RecordSubscriptionOrderRefused', orderId, code, at };
  }
  if (!outcome.state.exists) throw new TypeError('an accepted command left nothing behind');
  return { type: 'RecordSubscriptionOrderPlaced', orderId, orderNumber: outcome.state.orderNumber, at };
};

const isOrderDue = (event: DomainEvent): event is SubscriptionOrderDue =>
  event.type === ('SubscriptionOrderDue' satisfies SubscriptionEvent['type']);
