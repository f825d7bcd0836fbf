import {
  openEventStoreDb,
  type EventStoreDbOptions,
} from '../../../../adapters/event-store/eventstoredb/event-store.ts';
import type { EventStore } from '../../../../application/ports/event-store.ts';
import { startEventStoreDb, type EventStoreDbServer } from '../../../support/eventstoredb/server.ts';

export interface ServerAndStore {
  readonly server: EventStoreDbServer;
  readonly store: EventStore;
  /** Another store on the server, closed after the test too. */
  open(options?: Partial<EventStoreDbOptions>): EventStore;
}

/** A server and a store on it for each test of the current `describe`. */
export const useServer = (): ServerAndStore => {
  let server: EventStoreDbServer;
  let stores: EventStore[] = [];
  const open = (options: Partial<EventStoreDbOptions> = {}): EventStore => {
    const store = openEventStoreDb({ url: server.url, ...options });
    stores.push(store);
    return store;
  };
  beforeEach(async () => {
    server = await startEventStoreDb();
    open();
  });
  afterEach(async () => {
    server.faults.thaw();
    server.stop();
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
  });
  return {
    get server() {
      return server;
    },
    get store() {
      return stores[0]!;
    },
    open,
  };
};
