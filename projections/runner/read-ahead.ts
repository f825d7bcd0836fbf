import type { EventBatch } from '../../domain/shared/message.ts';

/**
 * The batches of a subscription; while one that is not the last is being handled, the next one is on its way. Caught up,
 * the next one is asked for as late as possible, so that it has all that came in the meantime. Ends the subscription, even one that waits, when
 * the iteration stops.
 */
export async function* readAhead(
  subscribe: (signal: AbortSignal) => AsyncIterable<EventBatch>,
  signal: AbortSignal,
): AsyncGenerator<EventBatch, void> {
  const left = new AbortController();
  const batches = subscribe(AbortSignal.any([signal, left.signal]))[Symbol.asyncIterator]();
  let ahead: Promise<IteratorResult<EventBatch>> | undefined;
  try {
    for (;;) {
      const result = await (ahead ?? batches.next());
      if (result.done === true) return;
      ahead = result.value.caughtUp ? undefined : batches.next();
      // Its failure is met when it is awaited; until then it is unhandled on purpose.
      ahead?.catch(() => undefined);
      yield result.value;
    }
  } finally {
    left.abort();
    await batches.return?.();
  }
}
