import assert from 'node:assert/strict';
import { newEvent, newEvents, type TestFixture } from './store-fixture.ts';

/** The same append sent again is the same append: what makes retrying safe when an answer got lost. */
export const repeatingContract = (fixture: TestFixture): void => {
  describe('a repeated append', () => {
    it('answers as the first time, also after later appends and from another instance', async () => {
      const opening = newEvents(2);
      const next = newEvents(3);
      const first = await fixture.store.append(fixture.stream(), 0, opening);
      const second = await fixture.store.append(fixture.stream(), 2, next);
      assert.deepEqual(await fixture.store.append(fixture.stream(), 2, next), second);
      await fixture.store.append(fixture.stream(), 5, newEvents(1));
      assert.deepEqual(await fixture.store.append(fixture.stream(), 2, next), second);
      const again = await fixture.reopen();
      assert.deepEqual(await again.append(fixture.stream(), 0, opening), first);
      assert.equal((await again.read(fixture.stream())).length, 6);
    });

    it('has one effect when both are sent at once', async () => {
      const events = newEvents(2);
      const answers = await Promise.all(
        Array.from({ length: 16 }, () => fixture.store.append(fixture.stream(), 0, events)),
      );
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.ok(answers[0]?.ok);
      const stored = await fixture.store.read(fixture.stream());
      assert.deepEqual(
        stored.map(({ id }) => id),
        events.map(({ id }) => id),
      );
    });

    it('is recognised under `any` while its events are the last ones', async () => {
      await fixture.store.append(fixture.stream(), 0, newEvents(2));
      const events = newEvents(2);
      const first = await fixture.store.append(fixture.stream(), 'any', events);
      assert.deepEqual(await fixture.store.append(fixture.stream(), 'any', events), first);
      assert.equal((await fixture.store.read(fixture.stream())).length, 4);
    });

    it('conflicts if its ids are others', async () => {
      await fixture.store.append(fixture.stream(), 0, newEvents(2));
      assert.deepEqual(await fixture.store.append(fixture.stream(), 0, newEvents(2)), { ok: false, version: 2 });
    });

    it('conflicts if only some of its events are stored', async () => {
      const stored = newEvents(2);
      await fixture.store.append(fixture.stream(), 0, stored);
      const longer = [...stored, newEvent()];
      assert.deepEqual(await fixture.store.append(fixture.stream(), 0, longer), { ok: false, version: 2 });
      const otherEnd = [stored[0]!, newEvent()];
      assert.deepEqual(await fixture.store.append(fixture.stream(), 0, otherEnd), { ok: false, version: 2 });
      assert.deepEqual(await fixture.store.append(fixture.stream(), 0, stored.toReversed()), { ok: false, version: 2 });
      assert.equal((await fixture.store.read(fixture.stream())).length, 2);
    });
  });
};
