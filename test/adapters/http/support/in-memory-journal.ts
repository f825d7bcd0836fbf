import { orderEvents, type OrderEvent } from '../../../../domain/order/events.ts';
import { decode } from '../../../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { parseStreamName } from '../../../../domain/shared/stream.ts';
import { taxDocumentEvents, type TaxDocumentEvent } from '../../../../domain/documents/events.ts';
import { evolveJournal, type Journal } from '../../../../projections/journal/evolve.ts';
import type { JournalQueries } from '../../../../projections/journal/queries.ts';
import type { JournalEntry } from '../../../../projections/journal/view.ts';
import { pageOf, type Cursor } from '../../../../projections/paging/queries.ts';
import type { InMemoryEventStore } from '../../../support/in-memory-event-store.ts';

const decoded = (category: string, recorded: RecordedEvent): OrderEvent | TaxDocumentEvent | undefined => {
  if (category === 'order') return decode<OrderEvent>(orderEvents, recorded);
  return category === 'documents' ? decode<TaxDocumentEvent>(taxDocumentEvents, recorded) : undefined;
};

const entriesOf = (store: InMemoryEventStore, organizationId: string): readonly JournalEntry[] => {
  const journals = new Map<string, Journal>();
  for (const recorded of store.all()) {
    const { category, organizationId: owner } = parseStreamName(recorded.stream)!;
    const event = decoded(category, recorded);
    if (owner !== organizationId || event === undefined) continue;
    journals.set(recorded.stream, evolveJournal(journals.get(recorded.stream), event, recorded));
  }
  return [...journals.values()].flatMap(({ entries }) => entries);
};

const placeOf = ({ at, entryId }: JournalEntry): Cursor => ({ at, id: entryId });

const compare = (a: Cursor, b: Cursor): number => (`${a.at} ${a.id}` < `${b.at} ${b.id}` ? -1 : Number(a.id !== b.id));

/** The journal as it would be if it never lagged: folded from the log by the projection's own function. */
export const inMemoryJournal = (store: InMemoryEventStore): JournalQueries => ({
  listJournal: (organizationId, { from = '', to = '9' }, { limit, after = { at: '', id: '' } }) => {
    const entries = entriesOf(store, organizationId)
      .filter((entry) => entry.at >= from && entry.at < to && compare(after, placeOf(entry)) < 0)
      .sort((a, b) => compare(placeOf(a), placeOf(b)));
    return Promise.resolve(pageOf(entries.slice(0, limit + 1), limit, placeOf));
  },
});
