import assert from 'node:assert/strict';
import { countFrom, newEvents, type TestFixture } from './store-fixture.ts';

const writers = 64;
const versions = countFrom('CONTRACT_VERSIONS', 12);

/** Writers at once: one winner a version, no append torn. */
export const racingContract = (fixture: TestFixture): void => {
  describe('racing writers', () => {
    it(`let one of ${writers} win each of ${versions} versions`, async function () {
      this.timeout(20_000 + versions * 500);
      const winners: string[] = [];
      for (let version = 0; version < versions; version += 1) {
        const attempts = Array.from({ length: writers }, () => newEvents(1));
        const answers = await Promise.all(
          attempts.map((events) => fixture.store.append(fixture.stream(), version, events)),
        );
        const won = attempts.flatMap((events, index) => (answers[index]?.ok === true ? [events[0]!.id] : []));
        assert.equal(won.length, 1, `winners of version ${version + 1}`);
        winners.push(won[0]!);
        for (const answer of answers) assert.equal(answer.version, version + 1);
      }
      const stored = await fixture.store.read(fixture.stream());
      assert.deepEqual(
        stored.map(({ id, version }) => ({ id, version })),
        winners.map((id, index) => ({ id, version: index + 1 })),
      );
    });

    it('keep the events of each append together and in order', async () => {
      const appends = Array.from({ length: 32 }, () => newEvents(3));
      const answers = await Promise.all(appends.map((events) => fixture.store.append(fixture.stream(), 'any', events)));
      const stored = await fixture.store.read(fixture.stream());
      assert.equal(stored.length, 96);
      for (const [index, events] of appends.entries()) {
        const { ok, version } = answers[index]!;
        assert.ok(ok);
        assert.deepEqual(
          stored.slice(version - 3, version).map(({ id }) => id),
          events.map(({ id }) => id),
        );
      }
    });
  });
};
