import { processes } from '../../domain/processes/processes.ts';
import type { Process } from '../../domain/processes/reaction.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import type { Fact } from '../commands/codec.ts';
import { send, type CommandHandlers, type Sent } from '../commands/handlers.ts';
import type { Clock, Log } from '../ports/system.ts';
import { causeOf, reactionContext, type Cause } from './cause.ts';
import { decodeFact } from './decode-fact.ts';
import type { EventHandler } from './event-handler.ts';

/**
 * Sends the commands that follow from events. Their ids are made from the event's, so an event that is handled again, here
 * or by another process, has one effect.
 */
export class ProcessRunner {
  readonly #handlers: CommandHandlers;
  readonly #processes: readonly Process[];

  constructor(handlers: CommandHandlers, run = processes) {
    this.#handlers = handlers;
    this.#processes = run;
  }

  /** Does what follows directly from one event. */
  async react(cause: Cause, { id: eventId, event }: Fact<DomainEvent>): Promise<readonly Sent[]> {
    const sent: Sent[] = [];
    for (const { name, react } of this.#processes) {
      for (const [index, command] of (react(event) ?? []).entries()) {
        sent.push(await send(this.#handlers, reactionContext(name, cause, eventId, `${name}#${index}`), command));
      }
    }
    return sent;
  }

  /** Does what follows from these events, from what that led to, and so on: all that happens without a further request. */
  async follow(cause: Cause, facts: readonly Fact<DomainEvent>[]): Promise<readonly Sent[]> {
    const all: Sent[] = [];
    for (const fact of facts) {
      for (const sent of await this.react(cause, fact)) {
        all.push(sent);
        if (sent.handled.ok) all.push(...(await this.follow(cause, sent.handled.facts)));
      }
    }
    return all;
  }
}

/**
 * Does what follows from each recorded event, unless that was done right after the command. Logs a refusal: no caller waits for
 * the answer. Sees the events of all streams, so that those of a newer version are parked for it.
 */
export const followEvents = (dependencies: {
  readonly processes: ProcessRunner;
  readonly clock: Clock;
  readonly log: Log;
}): EventHandler => {
  const { processes: runner, clock, log } = dependencies;
  const handle = async (recorded: RecordedEvent): Promise<void> => {
    for (const { aggregate, id, handled } of await runner.react(causeOf(recorded, clock.now()), decodeFact(recorded))) {
      if (handled.ok) continue;
      const { code } = handled.rejection;
      log.warn({ event_id: recorded.id, stream: recorded.stream, aggregate, id, code }, 'a process was refused');
    }
  };
  return Object.assign(handle, { reactor: 'processes' });
};
