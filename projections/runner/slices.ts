import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { Category } from '../../domain/aggregates.ts';
import { parseStreamName } from '../../domain/shared/stream.ts';
import { ProjectionFault } from './projection-fault.ts';
import type { StreamRef, StreamSlice } from './projection.ts';

/**
 * Groups events by stream, in the order of the streams' first events.
 * @throws ProjectionFault for a stream of no category that we subscribed to
 */
export const slicesOf = (events: readonly RecordedEvent[], categories: readonly Category[]): readonly StreamSlice[] => {
  const byStream = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const slice = byStream.get(event.stream);
    if (slice === undefined) byStream.set(event.stream, [event]);
    else slice.push(event);
  }
  return Array.from(byStream, ([stream, own]) => ({ ...refOf(stream, categories), events: own }));
};

const refOf = (stream: string, categories: readonly Category[]): StreamRef => {
  const parts = parseStreamName(stream);
  const category = categories.find((name) => name === parts?.category);
  if (parts === undefined || category === undefined) {
    throw new ProjectionFault(`stream ${stream} is of none of the categories ${categories.join(', ')}`);
  }
  return { stream, category, organizationId: parts.organizationId, id: parts.id };
};
