import { quoteOfLines } from '../../domain/pos/balance.ts';
import type { PosState } from '../../domain/pos/state.ts';
import { allowances, type AllowancesSale } from '../../domain/processes/allowances.ts';
import { reaction } from '../../domain/processes/reaction.ts';
import type { DomainEvent } from '../../domain/shared/message.ts';
import type { Fact } from '../commands/codec.ts';
import { send, type CommandHandlers } from '../commands/handlers.ts';
import type { Clock } from '../ports/system.ts';
import { reactionContext, type Cause, type ReactionContext } from '../reactor/cause.ts';
import { eventHandler, type EventHandler } from '../reactor/event-handler.ts';

export interface AllowanceDependencies {
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}

/**
 * Keeps what was held for what has happened to orders and sales at tills, and gives back what is no longer needed. Commands are
 * known by the event's id, so an event handled again changes nothing.
 * @throws EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const settleAllowances = ({ handlers, clock }: AllowanceDependencies): EventHandler =>
  eventHandler(
    'allowances',
    clock,
    reaction(allowances.eventTypes, async (event, context: ReactionContext) => {
      const sale =
        'orderId' in event.data
          ? await orderOf(handlers, context, event.data.orderId)
          : saleAtTill((await handlers.pos.current(event.data.transactionId, context)).state);
      if (sale !== undefined) await settleFor(handlers, context, sale, [{ id: context.causationId, event }]);
    }),
  );

/** Does the same at once, where the sale is known: the next command then finds what this one took or gave back. */
export const settleFor = async (
  handlers: CommandHandlers,
  cause: Cause,
  sale: AllowancesSale,
  facts: readonly Fact<DomainEvent>[],
): Promise<void> => {
  for (const { id, event } of facts) {
    for (const [index, command] of (allowances.react(event, id, sale) ?? []).entries()) {
      const { handled } = await send(
        handlers,
        reactionContext('allowances', cause, id, `allowances#${index}`),
        command,
      );
      if (!handled.ok) throw new Error(`${command.id} does not hear of ${event.type}: ${handled.rejection.code}`);
    }
  }
};

/** What there is of an order, or a sale at a till, is in its stream before the event. */
const orderOf = async (
  { order }: CommandHandlers,
  context: ReactionContext,
  orderId: string,
): Promise<AllowancesSale | undefined> => {
  const { state } = await order.current(orderId, context);
  return state.exists ? state : undefined;
};

const saleAtTill = (state: PosState): AllowancesSale | undefined => {
  if (!state.exists) return undefined;
  const { customerId, currency, sale } = state;
  const { discounts } = sale?.quote ?? quoteOfLines(state);
  return { customerId, currency, discounts, payments: [] };
};
