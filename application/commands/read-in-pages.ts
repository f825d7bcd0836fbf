import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { StreamName } from '../../domain/shared/stream.ts';
import type { EventStore } from '../ports/event-store.ts';

/** Events read at a time, so that the longest stream is read in bounded memory. */
const pageSize = 1000;

/** The stream's events from version `from` to `upTo`, both included, in order. A short stream is one read. */
export async function* readInPages(
  store: EventStore,
  stream: StreamName,
  from = 1,
  upTo = Number.POSITIVE_INFINITY,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let next = from; next <= upTo; next += pageSize) {
    const limit = Math.min(pageSize, upTo - next + 1);
    const page = await store.read(stream, { from: next, limit });
    yield page;
    if (page.length < limit) return;
  }
}
