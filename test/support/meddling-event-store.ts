import { EventStoreUnavailableError, type EventStore, type NewEvent } from '../../application/ports/event-store.ts';
import type { StreamName } from '../../domain/shared/stream.ts';

export interface Meddling {
  /** Runs before each append reaches the store: another process may write here, or the connection may fail. */
  beforeAppend?: (stream: StreamName, events: readonly NewEvent[]) => Promise<void>;
  /** The append happens, and its answer is lost. */
  loseNextAnswer?: boolean;
}

/** The store with things going wrong around its appends; `appends` and `reads` count the calls. */
export const meddlingEventStore = (
  store: EventStore,
  meddling: Meddling,
): EventStore & { readonly calls: { appends: number; reads: number } } => {
  const calls = { appends: 0, reads: 0 };
  return {
    calls,
    append: async (stream, expected, events) => {
      calls.appends += 1;
      await meddling.beforeAppend?.(stream, events);
      const result = await store.append(stream, expected, events);
      if (meddling.loseNextAnswer !== true) return result;
      meddling.loseNextAnswer = false;
      throw new EventStoreUnavailableError('the answer was lost');
    },
    read: (stream, options) => {
      calls.reads += 1;
      return store.read(stream, options);
    },
    subscribe: (options) => store.subscribe(options),
    head: () => store.head(),
    ping: () => store.ping(),
    close: () => store.close(),
  };
};
