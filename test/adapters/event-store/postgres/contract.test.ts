import { eventStoreContract } from '../contract.ts';
import { useLog } from './postgres-log.ts';

describe('PostgreSQL', () => {
  const log = useLog();
  eventStoreContract('PostgreSQL', () => {
    const reopen = () => Promise.resolve(log().open().store);
    return Promise.resolve({ store: log().open().store, reopen, close: () => log().closeInstances() });
  });
});
