import type { RecordedEvent } from '../../domain/shared/message.ts';
import { decodeFact, causeOf } from './decode-fact.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ProcessRunner } from './run-process.ts';

/**
 * The subscription handler of the processes: does what follows from each recorded event, unless that was done right after
 * the command. A refusal is an answer that nobody waits for, so it is logged.
 */
export const followEvents =
  ({ processes, clock, log }: { readonly processes: ProcessRunner; readonly clock: Clock; readonly log: Log }) =>
  async (recorded: RecordedEvent): Promise<void> => {
    const sent = await processes.react(causeOf(recorded, clock.now()), decodeFact(recorded));
    for (const { aggregate, id, handled } of sent) {
      if (handled.ok) continue;
      const { code } = handled.rejection;
      log.warn({ event_id: recorded.id, stream: recorded.stream, aggregate, id, code }, 'a process was refused');
    }
  };
