import {
  allowanceCommands,
  allowancesEvents,
  type AllowancesEvent,
  type AllowancesSale,
} from '../../domain/processes/allowances-process.ts';
import { quoteOfLines } from '../../domain/pos/balance.ts';
import type { PosState } from '../../domain/pos/state.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import { send, type CommandHandlers } from '../commands/handlers.ts';
import { decodeFact, causeOf } from '../reactor/decode-fact.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Fact } from '../commands/codec.ts';
import type { Clock } from '../ports/clock.ts';
import type { Cause } from '../reactor/run-process.ts';

export interface AllowanceDependencies {
  readonly handlers: CommandHandlers;
  readonly clock: Clock;
}

/**
 * The subscription handler of the allowances, for orders and sales at tills: keeps what was held for what has happened, and
 * gives back what is no longer needed. Commands are known by the event's id, so an event handled again changes nothing.
 * @throws EventStoreUnavailableError, Error (too much contention): handle the event again
 */
export const settleAllowances =
  ({ handlers, clock }: AllowanceDependencies) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const fact = decodeFact(recorded);
    if (!concernsAllowances(fact.event)) return;
    const occasion = causeOf(recorded, clock.now());
    const sale = await saleOf(handlers, contextOf(occasion, fact.id), fact.event);
    if (sale !== undefined) await settleFor(handlers, occasion, sale, [fact]);
  };

/** The same at once, for whoever knows the sale: the next command then finds what this one took or gave back. */
export const settleFor = async (
  handlers: CommandHandlers,
  occasion: Cause,
  sale: AllowancesSale,
  facts: readonly Fact<DomainEvent>[],
): Promise<void> => {
  for (const { id, event } of facts) {
    if (!concernsAllowances(event)) continue;
    for (const [index, command] of allowanceCommands(event, id, sale).entries()) {
      const context = { ...contextOf(occasion, id), commandId: deterministicId(id, `allowances#${index}`) };
      const { handled } = await send(handlers, context, command);
      if (!handled.ok) throw new Error(`${command.id} does not hear of ${event.type}: ${handled.rejection.code}`);
    }
  }
};

const contextOf = ({ organizationId, correlationId, now }: Cause, eventId: string) => ({
  organizationId,
  correlationId,
  now,
  actor: { subject: 'process:allowances', role: 'process' },
  commandId: deterministicId(eventId, 'allowances'),
  causationId: eventId,
});

/** What there is of an order, or a sale at a till, is in its stream before the event. */
const saleOf = async (
  handlers: CommandHandlers,
  context: ReturnType<typeof contextOf>,
  { data }: AllowancesEvent,
): Promise<AllowancesSale | undefined> => {
  if ('orderId' in data) {
    const { state } = await handlers.order.current(data.orderId, context);
    return state.exists ? state : undefined;
  }
  return saleAtTill((await handlers.pos.current(data.transactionId, context)).state);
};

const saleAtTill = (state: PosState): AllowancesSale | undefined => {
  if (!state.exists) return undefined;
  const { customerId, currency, sale } = state;
  const { discounts } = sale?.quote ?? quoteOfLines(state);
  return { customerId, currency, discounts, payments: [] };
};

const types: ReadonlySet<string> = new Set(allowancesEvents);

const concernsAllowances = (event: DomainEvent): event is AllowancesEvent => types.has(event.type);
