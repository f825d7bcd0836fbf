import { aggregates, type Category, type EventOf } from '../../domain/aggregates.ts';
import { decode, knows, type EventSchema } from '../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import { ProjectionFault } from './projection.ts';

/**
 * The stored events as today's, those of no interest left out.
 * @throws ProjectionFault for a type that this engine does not know, of interest or not: only a newer engine knows what it means
 */
export const decodeAll = <C extends Category>(
  category: C,
  events: readonly RecordedEvent[],
  isHandled: (type: string) => boolean = () => true,
): readonly Decoded<EventOf<C>>[] => {
  const schema: EventSchema<EventOf<C>> = aggregates[category].schema;
  const decoded: Decoded<EventOf<C>>[] = [];
  for (const recorded of events) {
    if (!knows(schema, recorded.type)) {
      throw new ProjectionFault(`unknown event type ${recorded.type} at ${placeOf(recorded)}: upgrade this process`);
    }
    if (isHandled(recorded.type)) decoded.push({ event: decode(schema, recorded), recorded });
  }
  return decoded;
};

export interface Decoded<Event> {
  readonly event: Event;
  readonly recorded: RecordedEvent;
}

/** Gives the place of an event, for messages to people. */
export const placeOf = (recorded: RecordedEvent): string =>
  `${recorded.stream}@${recorded.version}, position ${recorded.position}`;
