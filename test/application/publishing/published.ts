import assert from 'node:assert/strict';
import { publishEvents } from '../../../application/publishing/publish-events.ts';
import { messageOf } from '../../../application/publishing/messages.ts';
import type { Publication } from '../../../application/ports/publisher.ts';
import type { RoutingKey } from '../../../domain/processes/publications.ts';
import type { EventStore } from '../../../application/ports/event-store.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';

/** A message's body, as far as tests look into it. */
export interface Body {
  readonly event_id: string;
  readonly event_type: string;
  readonly aggregate: { readonly type: string; readonly id: string; readonly version: number };
  readonly occurred_at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What these events make public: every message is held to its schema. */
export const publicationsOf = async (
  store: EventStore,
  events: readonly RecordedEvent[],
): Promise<readonly (Publication & { readonly json: Body })[]> => {
  const published: Publication[] = [];
  const publish = publishEvents({
    store,
    publisher: {
      publish: (publications) => {
        published.push(...publications);
        return Promise.resolve();
      },
    },
  });
  for (const event of events) await publish(event);
  return published.map((publication) => ({ ...publication, json: valid(publication) }));
};

/** Exactly what the schema says: nothing is missing, and nothing is there that it does not know. */
const valid = ({ routingKey, body }: Publication): Body => {
  const json: unknown = JSON.parse(body);
  assert.deepEqual(messageOf(routingKey as RoutingKey).parse(json), json);
  return json as Body;
};
