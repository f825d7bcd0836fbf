import {
  publications,
  type PublicEvent,
  type PublishedAs,
  type RoutingKey,
} from '../../domain/processes/publications.ts';
import type { Instant, RecordedEvent } from '../../domain/shared/message.ts';
import { parseStreamName } from '../../domain/shared/stream.ts';
import { decodeFact } from '../reactor/decode-fact.ts';
import type { EventStore } from '../ports/event-store.ts';
import type { Publication, Publisher } from '../ports/publisher.ts';
import { AggregateLookup, type Subject } from './aggregate-lookup.ts';
import { dataMakers, schemaVersion } from './messages.ts';

/**
 * The subscription handler of the publisher: publishes what each public event means, under the event's id
 * and without personal data. An event under several routing keys is several messages with one id, so a queue that is bound
 * to one kind of them sees each id once.
 * @throws ServiceUnavailableError, EventStoreUnavailableError: handle the event again, its messages are the same
 */
export const publishEvents = ({ store, publisher }: { readonly store: EventStore; readonly publisher: Publisher }) => {
  const aggregates = new AggregateLookup(store);
  return async (recorded: RecordedEvent): Promise<void> => {
    if (!publications.reactsTo(recorded.type)) return;
    const made = await publicationsFrom(recorded, aggregates.about(recorded));
    if (made.length > 0) await publisher.publish(made);
  };
};

/** Makes the messages of a recorded event. */
const publicationsFrom = (recorded: RecordedEvent, about: Subject): Promise<readonly Publication[]> => {
  const { event } = decodeFact(recorded);
  return Promise.all(
    (publications.react(event) ?? []).map(async (published): Promise<Publication> => {
      const body = { ...envelopeOf(recorded, published), data: await dataOf(published, about) };
      return {
        routingKey: published.key,
        messageId: recorded.id,
        body: JSON.stringify(body),
        headers: {
          organization_id: body.organization_id,
          aggregate_type: body.aggregate.type,
          aggregate_id: body.aggregate.id,
          aggregate_version: body.aggregate.version,
          schema_version: schemaVersion,
        },
      };
    }),
  );
};

const dataOf = <Key extends RoutingKey>({ key, event }: PublishedAs<Key>, about: Subject): Promise<object> =>
  dataMakers[key](event.data, about);

const envelopeOf = ({ id, stream, version, metadata }: RecordedEvent, { key, event }: PublishedAs) => {
  const name = parseStreamName(stream);
  return {
    event_id: id,
    event_type: key,
    schema_version: schemaVersion,
    organization_id: metadata.organization_id,
    aggregate: { type: name?.category ?? '', id: name?.id ?? '', version },
    occurred_at: occurredAt(event),
    recorded_at: metadata.recorded_at,
    correlation_id: metadata.correlation_id,
  };
};

const occurredAt = (event: PublicEvent): Instant => {
  switch (event.type) {
    case 'CartAbandoned':
      return event.data.abandonedAt;
    case 'CartRecovered':
      return event.data.recoveredAt;
    default:
      return event.data.at;
  }
};
