import assert from 'node:assert/strict';
import type { EventStore, SubscribeOptions } from '../../../../application/ports/event-store.ts';
import type { EventBatch, RecordedEvent } from '../../../../domain/shared/message.ts';

export interface Followed {
  readonly events: readonly RecordedEvent[];
  readonly batches: readonly EventBatch[];
  /** The checkpoint after the last batch. */
  readonly position: number;
}

/**
 * Follows a subscription until `enough` says so (asked after each batch), then leaves it. Checks on the way what holds for
 * every batch: its events lie after the checkpoint before it, rise strictly, and end at or before its own checkpoint.
 */
export const follow = async (
  store: EventStore,
  options: Omit<SubscribeOptions, 'signal'>,
  enough: (followed: Followed) => boolean,
): Promise<Followed> => {
  const events: RecordedEvent[] = [];
  const batches: EventBatch[] = [];
  let position = options.after;
  const stop = new AbortController();
  for await (const batch of store.subscribe({ ...options, signal: stop.signal })) {
    let last = position;
    for (const event of batch.events) {
      assert.ok(event.position > last, 'positions rise from the checkpoint on');
      last = event.position;
      events.push(event);
    }
    batches.push(batch);
    assert.ok(batch.position >= last, 'the checkpoint covers the batch');
    position = batch.position;
    if (enough({ events, batches, position })) stop.abort();
  }
  return { events, batches, position };
};

/** Enough once so many events came. */
export const count =
  (wanted: number) =>
  ({ events }: Followed): boolean =>
    events.length >= wanted;

/** Enough once the subscription says that it is at the end, at or after `position`. */
export const caughtUpAt =
  (position: number) =>
  (followed: Followed): boolean =>
    followed.position >= position && followed.batches.at(-1)?.caughtUp === true;

/** `stream@version` of each: what order assertions compare. */
export const places = (events: readonly RecordedEvent[]): string[] =>
  events.map(({ stream, version }) => `${stream}@${version}`);
