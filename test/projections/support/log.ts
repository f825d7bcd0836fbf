import { aggregates, type Category } from '../../../domain/aggregates.ts';
import type { Upcaster } from '../../../domain/shared/event-schema.ts';
import type { DomainEvent, EventMetadata } from '../../../domain/shared/message.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import { countedId } from '../../support/counting-ids.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';

/** An aggregate's stream in a log. */
export type StreamId = readonly [category: Category, organizationId: string, id: string];

export const recordedAt = '2026-11-23T15:00:00.000Z';

/** The version that a type is written with today; 1 for an unknown one. */
const versionOf = (category: Category, type: string): number => {
  const schema: Readonly<Record<string, readonly Upcaster[]>> = aggregates[category].schema;
  return (schema[type]?.length ?? 0) + 1;
};

/** A log that tests write events into as they are, with metadata that hold only what a projection may look at. */
export class TestLog extends InMemoryEventStore {
  #events = 0;

  async add([category, organizationId, id]: StreamId, ...events: readonly DomainEvent[]): Promise<void> {
    const encoded = events.map(({ type, data }) => {
      this.#events += 1;
      const metadata: EventMetadata = {
        schema: versionOf(category, type),
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

type Subscription = Parameters<TestLog['subscribe']>[0];

/** A store that sends all events of before again with each batch. */
export const stuttering = (log: TestLog) => ({
  head: () => log.head(),
  async *subscribe(options: Subscription) {
    for await (const batch of log.subscribe(options)) {
      yield { ...batch, events: log.all().filter(({ position }) => position <= batch.position) };
    }
  },
});

/** A store that has lost the events of a version. */
export const without = (log: TestLog, lost: number) => ({
  head: () => log.head(),
  async *subscribe(options: Subscription) {
    for await (const batch of log.subscribe(options)) {
      yield { ...batch, events: batch.events.filter(({ version }) => version !== lost) };
    }
  },
});
