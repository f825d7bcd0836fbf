import { appendingContract } from './contract/appending.ts';
import { followingContract } from './contract/following.ts';
import { racingContract } from './contract/racing.ts';
import { readingContract } from './contract/reading.ts';
import { repeatingContract } from './contract/repeating.ts';
import { resumingContract } from './contract/resuming.ts';
import { useEventStore, type OpenEventStore } from './contract/store-fixture.ts';

/**
 * Registers what every implementation of application/ports/event-store.ts must do as mocha tests.
 *
 * The log need not be empty when it is opened (a shared server), only nobody else may write to it meanwhile: every test
 * writes under an organisation of its own and starts at the head that it finds. Counts are small by default;
 * `CONTRACT_VERSIONS` (versions raced for by 64 writers), `CONTRACT_EVENTS` (events a writer appends under a
 * subscription) and `CONTRACT_RUNS` (random resumptions) raise them.
 *
 * @param open called once a test
 */
export const eventStoreContract = (name: string, open: OpenEventStore): void => {
  describe(`event store contract: ${name}`, () => {
    const fixture = useEventStore(open);
    appendingContract(fixture);
    repeatingContract(fixture);
    racingContract(fixture);
    readingContract(fixture);
    followingContract(fixture);
    resumingContract(fixture);
  });
};
