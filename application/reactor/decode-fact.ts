import { decode, type EventSchema } from '../../domain/shared/event-schema.ts';
import type { DomainEvent, Instant, RecordedEvent } from '../../domain/shared/message.ts';
import { parseStreamName } from '../../domain/shared/stream.ts';
import { aggregates } from '../../domain/aggregates.ts';
import type { Fact } from '../commands/codec.ts';
import type { Cause } from './run-process.ts';

const schemas = new Map<string, EventSchema<DomainEvent>>(
  Object.entries(aggregates).map(([category, { schema }]) => [category, schema]),
);

/**
 * Reads an event of any of our streams.
 * @throws TypeError for a stream or a type that this version does not know
 */
export const decodeFact = (recorded: RecordedEvent): Fact<DomainEvent> => {
  const category = parseStreamName(recorded.stream)?.category ?? '';
  const schema = schemas.get(category);
  if (schema === undefined) throw new TypeError(`unknown kind of stream ${recorded.stream}: upgrade this process`);
  return { id: recorded.id, event: decode(schema, recorded) };
};

/** What a process that reacts to a recorded event takes over from it. */
export const causeOf = ({ metadata }: RecordedEvent, now: Instant): Cause => ({
  organizationId: metadata.organization_id,
  correlationId: metadata.correlation_id,
  now,
});
