import type { Process, ProcessCommand } from '../../domain/processes/process.ts';
import type { DomainEvent, Instant } from '../../domain/shared/message.ts';
import { send, type CommandHandlers, type Sent } from '../commands/handlers.ts';
import { deterministicId } from '../commands/deterministic-id.ts';
import type { Fact } from '../commands/codec.ts';

/** A process of any kind of events: what it makes of an event, which is nothing for those that it does not know. */
export interface Reaction {
  readonly name: string;
  readonly to: (event: DomainEvent) => readonly ProcessCommand[];
}

export const reactionOf = <Event extends DomainEvent>(process: Process<Event>): Reaction => {
  const types: ReadonlySet<string> = new Set(process.subscribesTo);
  const concerns = (event: DomainEvent): event is Event => types.has(event.type);
  return { name: process.name, to: (event) => (concerns(event) ? process.react(event) : []) };
};

/** What a process takes over from the event, or the command, that set it off. */
export interface Cause {
  readonly organizationId: string;
  readonly correlationId: string;
  readonly now: Instant;
}

/**
 * Sends the commands that follow from events. Their ids are made from the event's, so an event that is handled again, here
 * or by another process, has one effect.
 */
export class ProcessRunner {
  readonly #handlers: CommandHandlers;
  readonly #reactions: readonly Reaction[];

  constructor(handlers: CommandHandlers, reactions: readonly Reaction[]) {
    this.#handlers = handlers;
    this.#reactions = reactions;
  }

  /** What follows directly from one event. */
  async react(occasion: Cause, fact: Fact<DomainEvent>): Promise<readonly Sent[]> {
    const sent: Sent[] = [];
    for (const { name, to } of this.#reactions) {
      for (const [index, command] of to(fact.event).entries()) {
        const context = {
          organizationId: occasion.organizationId,
          actor: { subject: `process:${name}`, role: 'process' },
          commandId: deterministicId(fact.id, `${name}#${index}`),
          correlationId: occasion.correlationId,
          causationId: fact.id,
          now: occasion.now,
        };
        sent.push(await send(this.#handlers, context, command));
      }
    }
    return sent;
  }

  /** What follows from these events, from what that led to, and so on: all that happens without anybody else. */
  async follow(occasion: Cause, facts: readonly Fact<DomainEvent>[]): Promise<readonly Sent[]> {
    const all: Sent[] = [];
    for (const fact of facts) {
      for (const sent of await this.react(occasion, fact)) {
        all.push(sent);
        if (sent.handled.ok) all.push(...(await this.follow(occasion, sent.handled.facts)));
      }
    }
    return all;
  }
}
