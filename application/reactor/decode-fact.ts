import { aggregates } from '../../domain/aggregates.ts';
import { decode, type EventSchema } from '../../domain/shared/event-schema.ts';
import type { DomainEvent, RecordedEvent } from '../../domain/shared/message.ts';
import { parseStreamName } from '../../domain/shared/stream.ts';
import type { Fact } from '../commands/codec.ts';

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
