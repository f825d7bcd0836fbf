import type { Category } from '../../domain/aggregates.ts';
import type { DomainCommand, DomainEvent } from '../../domain/shared/message.ts';
import type { Fact } from '../commands/codec.ts';
import type { CommandContext } from '../commands/context.ts';
import type { CommandHandler } from '../commands/handle-command.ts';
import type { Answer, Sent } from '../commands/handlers.ts';
import type { Accepted } from '../commands/outcome.ts';

/**
 * The events that brought an aggregate to where a command wanted it: the command's own, or, if it found everything done
 * already, the aggregate's last one. For commands after which an aggregate changes no more.
 */
export const factsBehind = async <Command extends DomainCommand, Event extends DomainEvent, State>(
  handler: CommandHandler<Command, Event, State>,
  id: string,
  context: CommandContext,
  { facts, version }: Accepted<Event, State>,
): Promise<readonly Fact<Event>[]> => (facts.length > 0 ? facts : handler.facts(id, context, version));

/** What came last of one aggregate among what followed from a command; undefined if nothing happened to it. */
export const outcomeOn = <Kind extends Category>(
  aggregate: Kind,
  id: string,
  sent: readonly Sent[],
): Answer<Kind> | undefined => {
  const isOfIt = (candidate: Sent): candidate is Sent & { readonly handled: Answer<Kind> } =>
    candidate.aggregate === aggregate && candidate.id === id;
  return sent.filter(isOfIt).at(-1)?.handled;
};
