import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { eventStoreContract } from './contract.ts';

// The store that the application's own tests run on keeps the same contract, or they would prove nothing.
eventStoreContract('in memory', () => {
  const store = new InMemoryEventStore();
  return Promise.resolve({ store, reopen: () => Promise.resolve(store), close: () => store.close() });
});
