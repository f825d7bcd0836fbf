import {
  mapAggregates,
  type AggregateCommand,
  type Category,
  type CommandOf,
  type EventOf,
  type StateOf,
} from '../../domain/aggregates.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Ids } from '../ports/system.ts';
import type { CommandContext } from './context.ts';
import { CommandHandler, type CacheOptions } from './handle-command.ts';
import type { Handled } from './outcome.ts';

/** One handler a kind of aggregate. A process makes them once: they hold its memory and its queues. */
export type CommandHandlers = {
  readonly [C in Category]: CommandHandler<CommandOf<C>, EventOf<C>, StateOf<C>>;
};

export const createCommandHandlers = (dependencies: {
  readonly store: EventStore;
  readonly ids: Ids;
  readonly cacheOf: (category: Category) => CacheOptions;
}): CommandHandlers => {
  const { cacheOf, ...shared } = dependencies;
  return mapAggregates((aggregate, category) => new CommandHandler(aggregate, { ...shared, cache: cacheOf(category) }));
};

/** What handling a command answers, by the kind of aggregate. */
export type Answer<C extends Category> = Handled<EventOf<C>, StateOf<C>>;

/** What came of a command, and on which aggregate. */
export type Sent<C extends Category = Category> = {
  readonly [Kind in C]: { readonly aggregate: Kind; readonly id: string; readonly handled: Answer<Kind> };
}[C];

/** Sends a command to the aggregate that it names. */
export const send = async <C extends Category>(
  handlers: CommandHandlers,
  context: CommandContext,
  { aggregate, id, command }: AggregateCommand<C>,
): Promise<Sent<C>> => ({ aggregate, id, handled: await handlers[aggregate].handle(id, context, command) });
