import type { DomainCommand, DomainEvent } from '../domain/shared/message.ts';
import type { Category } from '../domain/shared/stream.ts';
import type { CommandContext } from './command-context.ts';
import type { Answers, Sent } from './command-handlers.ts';
import type { Fact } from './event-codec.ts';
import type { CommandHandler } from './handle-command.ts';
import type { Handled } from './intention.ts';

type Accepted<Event, State> = Extract<Handled<Event, State>, { readonly ok: true }>;

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
): Answers[Kind] | undefined => {
  const isOfIt = (candidate: Sent): candidate is Sent & { readonly handled: Answers[Kind] } =>
    candidate.aggregate === aggregate && candidate.id === id;
  return sent.filter(isOfIt).at(-1)?.handled;
};
