import { openEventStoreDb } from '../../../../adapters/event-store/eventstoredb/event-store.ts';
import type { EventStore } from '../../../../application/ports/event-store.ts';
import { startEventStoreDb } from '../../../support/eventstoredb/server.ts';
import { eventStoreContract } from '../contract.ts';
import type { OpenedEventStore } from '../contract/store-fixture.ts';

const openOn = (url: string, stop: () => void): OpenedEventStore => {
  const instances: EventStore[] = [];
  const open = (): EventStore => {
    const store = openEventStoreDb({ url, silenceMs: 250 });
    instances.push(store);
    return store;
  };
  return {
    store: open(),
    reopen: () => Promise.resolve(open()),
    close: async () => {
      await Promise.all(instances.map((store) => store.close()));
      stop();
    },
  };
};

for (const { name, announcesCaughtUp } of [
  { name: 'EventStoreDB', announcesCaughtUp: true },
  { name: 'EventStoreDB before 23.10', announcesCaughtUp: false },
]) {
  eventStoreContract(`${name} (its protocol)`, async () => {
    const server = await startEventStoreDb({ announcesCaughtUp });
    return openOn(server.url, () => {
      server.stop();
    });
  });
}

const realServer = process.env.EVENTSTORE_URL;
if (realServer !== undefined) {
  eventStoreContract('EventStoreDB at EVENTSTORE_URL', () => Promise.resolve(openOn(realServer, () => undefined)));
}
