import type { DomainEvent, EventMetadata } from '../../../domain/shared/message.ts';
import { streamName, type Category } from '../../../domain/shared/stream.ts';
import { countedId } from '../../support/counting-ids.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';

/** An aggregate's stream in a log. */
export type StreamId = readonly [category: Category, organizationId: string, id: string];

export const recordedAt = '2026-11-23T15:00:00.000Z';

/** A log that tests write events into as they are, with metadata that only tell what a projection may look at. */
export class TestLog extends InMemoryEventStore {
  #events = 0;

  async add([category, organizationId, id]: StreamId, ...events: readonly DomainEvent[]): Promise<void> {
    const encoded = events.map(({ type, data }) => {
      this.#events += 1;
      const metadata: EventMetadata = {
        schema: 1,
        organization_id: organizationId,
        command_id: countedId(this.#events),
        correlation_id: countedId(this.#events),
        actor: { subject: 'olga', role: 'order.operator' },
        recorded_at: recordedAt,
        hash: '',
      };
      return { id: countedId(this.#events), type, data: JSON.stringify(data), metadata: JSON.stringify(metadata) };
    });
    await this.append(streamName(category, organizationId, id), 'any', encoded);
  }
}
