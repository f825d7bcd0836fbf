import type { Instant, RecordedEvent } from '../../domain/shared/message.ts';
import type { CommandContext } from '../commands/context.ts';
import { deterministicId } from '../commands/ids.ts';

/** What a process takes over from the event, or the command, that set it off. */
export interface Cause {
  readonly organizationId: string;
  readonly correlationId: string;
  readonly now: Instant;
}

/** What surrounds the commands that follow from an event, whose id is their `causationId`. */
export interface ReactionContext extends CommandContext {
  readonly causationId: string;
}

export const causeOf = ({ metadata }: RecordedEvent, now: Instant): Cause => ({
  organizationId: metadata.organization_id,
  correlationId: metadata.correlation_id,
  now,
});

/**
 * Names the command that a process gives because of an event: the same process, event and step give the same command, so that
 * an event handled again has one effect. Actors and ids are stored: neither `process` nor `step` may ever be renamed.
 *
 * @param step which of the event's commands it is, if the process gives several
 */
export const reactionContext = (
  process: string,
  { organizationId, correlationId, now }: Cause,
  eventId: string,
  step = process,
): ReactionContext => ({
  organizationId,
  actor: { subject: `process:${process}`, role: 'process' },
  commandId: deterministicId(eventId, step),
  correlationId,
  causationId: eventId,
  now,
});
