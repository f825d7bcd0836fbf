import assert from 'node:assert/strict';
import { EventTooLargeError, maxEventBytes } from '../../../../application/ports/event-store.ts';
import { newEvent, newEvents, type TestFixture } from './store-fixture.ts';

/** An append's rules: versions, expectations, all or nothing, size. */
export const appendingContract = (fixture: TestFixture): void => {
  describe('append', () => {
    it('counts versions from 1 without gaps and gives rising positions', async () => {
      const before = await fixture.store.head();
      const first = await fixture.store.append(fixture.stream(), 0, newEvents(1));
      const second = await fixture.store.append(fixture.stream(), 1, newEvents(3));
      assert.ok(first.ok && second.ok);
      assert.deepEqual([first.version, second.version], [1, 4]);
      const stored = await fixture.store.read(fixture.stream());
      assert.deepEqual(
        stored.map(({ version }) => version),
        [1, 2, 3, 4],
      );
      const positions = stored.map(({ position }) => position);
      assert.deepEqual(
        positions,
        positions.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(positions).size, 4);
      assert.ok(positions.every((position) => Number.isSafeInteger(position) && position > before));
      assert.deepEqual([first.position, second.position], [positions[0], positions[3]]);
    });

    it('lets `any` append to a stream that exists and to one that does not', async () => {
      const onNone = await fixture.store.append(fixture.stream(), 'any', newEvents(1));
      const onOne = await fixture.store.append(fixture.stream(), 'any', newEvents(2));
      assert.ok(onNone.ok && onOne.ok);
      assert.deepEqual([onNone.version, onOne.version], [1, 3]);
    });

    for (const { title, existing, expected } of [
      { title: 'a stream that must not exist but does', existing: 2, expected: 0 },
      { title: 'a version that is past', existing: 3, expected: 2 },
      { title: 'a version that is not there yet', existing: 2, expected: 3 },
      { title: 'a version of a stream that does not exist', existing: 0, expected: 1 },
    ]) {
      it(`refuses ${title}, answers the current version and writes nothing`, async () => {
        const kept = newEvents(existing);
        if (existing > 0) await fixture.store.append(fixture.stream(), 0, kept);
        const refused = await fixture.store.append(fixture.stream(), expected, newEvents(2));
        assert.deepEqual(refused, { ok: false, version: existing });
        const stored = await fixture.store.read(fixture.stream());
        assert.deepEqual(
          stored.map(({ id }) => id),
          kept.map(({ id }) => id),
        );
      });
    }

    it('keeps the streams of other categories, organisations and ids apart', async () => {
      const streams = [fixture.stream('a'), fixture.stream('a/b'), fixture.stream('A'), fixture.stream('a', 'cart')];
      for (const stream of streams) {
        const appended = await fixture.store.append(stream, 0, [newEvent(JSON.stringify({ stream }))]);
        assert.ok(appended.ok);
      }
      for (const stream of streams) {
        const stored = await fixture.store.read(stream);
        assert.deepEqual(
          stored.map((event) => [event.stream, event.data]),
          [[stream, { stream }]],
        );
      }
    });

    it('stores an event of exactly the largest size and refuses one byte more before sending it', async () => {
      const exact = (bytes: number) => {
        const event = newEvent('');
        const rest = bytes - Buffer.byteLength(event.metadata) - '{"t":"ññ"}'.length - 2;
        return { ...event, data: `{"t":"ññ${'x'.repeat(rest)}"}` };
      };
      const largest = exact(maxEventBytes);
      assert.equal(Buffer.byteLength(largest.data) + Buffer.byteLength(largest.metadata), maxEventBytes);
      const appended = await fixture.store.append(fixture.stream(), 0, [largest]);
      assert.deepEqual(appended.ok && appended.version, 1);
      const [stored] = await fixture.store.read(fixture.stream());
      assert.equal(JSON.stringify(stored?.data), largest.data);

      await assert.rejects(
        fixture.store.append(fixture.stream(), 1, [newEvent(), exact(maxEventBytes + 1)]),
        (error) => {
          assert.ok(error instanceof EventTooLargeError);
          assert.equal(error.bytes, maxEventBytes + 1);
          return true;
        },
      );
      const after = await fixture.store.read(fixture.stream());
      assert.equal(after.length, 1);
    });

    it('finishes the appends in flight before it closes', async () => {
      const started = Array.from({ length: 40 }, (_, n) =>
        fixture.store.append(fixture.stream(String(n)), 0, newEvents(2)),
      );
      await fixture.store.close();
      const answers = await Promise.all(started);
      assert.deepEqual(
        answers.map((answer) => answer.ok && answer.version),
        answers.map(() => 2),
      );
      const again = await fixture.reopen();
      for (let n = 0; n < started.length; n += 1) {
        const stored = await again.read(fixture.stream(String(n)));
        assert.equal(stored.length, 2);
      }
    });
  });
};
