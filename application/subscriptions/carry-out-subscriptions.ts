import type { SubscriptionEvent } from '../../domain/subscription/events.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import { decodeFact, causeOf } from '../reactor/decode-fact.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import { cancelUnpaidOrder } from './cancel-unpaid-order.ts';
import { chargeOrder } from './charge-order.ts';
import type { SubscriptionOrderDependencies } from './dependencies.ts';
import { placeDueOrder } from './place-due-order.ts';

/**
 * The subscription handler of recurring orders: places each order that became due, charges it when its subscription says so,
 * and cancels the one that is given up. All under ids that follow from the event's: an event handled again places and
 * charges nothing again. What comes of the orders their own events tell the subscription (domain/processes).
 * @throws ServiceUnavailableError, EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const carryOutSubscriptions =
  (dependencies: SubscriptionOrderDependencies) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const { event } = decodeFact(recorded);
    const context: CommandContext = {
      ...causeOf(recorded, dependencies.clock.now()),
      actor: { subject: 'process:subscriptions', role: 'process' },
      commandId: deterministicId(recorded.id, 'subscriptions'),
      causationId: recorded.id,
    };
    if (isA(event, 'SubscriptionOrderDue')) await placeDueOrder(dependencies, context, event.data);
    else if (isA(event, 'SubscriptionPaymentDue')) await chargeOrder(dependencies, context, event.data);
    else if (isA(event, 'SubscriptionOrderGivenUp')) await cancelUnpaidOrder(dependencies, context, event.data);
  };

const isA = <Type extends SubscriptionEvent['type']>(
  event: DomainEvent,
  type: Type,
): event is Extract<SubscriptionEvent, { readonly type: Type }> => event.type === type;
