import { currentVersion, type EventSchema } from '../../domain/shared/event-schema.ts';
import type { DomainEvent, EventMetadata } from '../../domain/shared/message.ts';
import type { CommandContext } from './context.ts';
import { linkHash, seal } from './hash-chain.ts';
import type { NewEvent } from '../ports/event-store.ts';

/** A domain event under the id that it is stored with. */
export interface Fact<Event> {
  readonly id: string;
  readonly event: Event;
}

/** Where the next events of a stream go: after `version`, linked to `lastHash`. */
export interface StreamEnd {
  readonly version: number;
  readonly lastHash: string;
}

/**
 * Writes domain events as the store keeps them, each linked to the one before.
 *
 * @param end where the stream ends now
 * @returns the events and the link of the last one
 */
export const encode = <Event extends DomainEvent>(
  schema: EventSchema<Event>,
  context: CommandContext,
  stream: string,
  end: StreamEnd,
  facts: readonly Fact<Event>[],
): { readonly events: readonly NewEvent[]; readonly lastHash: string } => {
  const common = commonMetadata(context);
  let { lastHash } = end;
  const encoded = facts.map(({ id, event }, index): NewEvent => {
    const type: Event['type'] = event.type;
    const data = JSON.stringify(event.data);
    const metadata = `{"schema":${currentVersion(schema, type)},${common}`;
    lastHash = linkHash(lastHash, { stream, version: end.version + index + 1, id, type, data, metadata });
    return { id, type, data, metadata: seal(metadata, lastHash) };
  });
  return { events: encoded, lastHash };
};

/** What all events of one command say about it: the JSON text of the metadata from its second key on, without `hash`. */
const commonMetadata = (context: CommandContext): string => {
  const common: Omit<EventMetadata, 'schema' | 'hash'> = {
    organization_id: context.organizationId,
    command_id: context.commandId,
    correlation_id: context.correlationId,
    ...(context.causationId === undefined ? undefined : { causation_id: context.causationId }),
    ...(context.requestHash === undefined ? undefined : { request_hash: context.requestHash }),
    actor: { subject: context.actor.subject, role: context.actor.role },
    recorded_at: context.now,
  };
  return JSON.stringify(common).slice(1);
};
