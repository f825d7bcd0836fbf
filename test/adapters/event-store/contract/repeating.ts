import assert from 'node:assert/strict';
import { newEvent, newEvents, type TestBed } from './store-fixture.ts';

/** The same append sent again is the same append: what makes retrying safe when an answer got lost. */
export const repeatingContract = (bed: TestBed): void => {
  describe('a repeated append', () => {
    it('answers as the first time, also after later appends and from another instance', async () => {
      const opening = newEvents(2);
      const next = newEvents(3);
      const first = await bed.store.append(bed.stream(), 0, opening);
      const second = await bed.store.append(bed.stream(), 2, next);
      assert.deepEqual(await bed.store.append(bed.stream(), 2, next), second);
      await bed.store.append(bed.stream(), 5, newEvents(1));
      assert.deepEqual(await bed.store.append(bed.stream(), 2, next), second);
      const again = await bed.reopen();
      assert.deepEqual(await again.append(bed.stream(), 0, opening), first);
      assert.equal((await again.read(bed.stream())).length, 6);
    });

    it('has one effect when both are sent at once', async () => {
      const events = newEvents(2);
      const answers = await Promise.all(Array.from({ length: 16 }, () => bed.store.append(bed.stream(), 0, events)));
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.ok(answers[0]?.ok);
      const stored = await bed.store.read(bed.stream());
      assert.deepEqual(
        stored.map(({ id }) => id),
        events.map(({ id }) => id),
      );
    });

    it('is recognised under `any` while its events are the last ones', async () => {
      await bed.store.append(bed.stream(), 0, newEvents(2));
      const events = newEvents(2);
      const first = await bed.store.append(bed.stream(), 'any', events);
      assert.deepEqual(await bed.store.append(bed.stream(), 'any', events), first);
      assert.equal((await bed.store.read(bed.stream())).length, 4);
    });

    it('conflicts if its ids are others', async () => {
      await bed.store.append(bed.stream(), 0, newEvents(2));
      assert.deepEqual(await bed.store.append(bed.stream(), 0, newEvents(2)), { ok: false, version: 2 });
    });

    it('conflicts if only some of its events are stored', async () => {
      const stored = newEvents(2);
      await bed.store.append(bed.stream(), 0, stored);
      const longer = [...stored, newEvent()];
      assert.deepEqual(await bed.store.append(bed.stream(), 0, longer), { ok: false, version: 2 });
      const otherEnd = [stored[0]!, newEvent()];
      assert.deepEqual(await bed.store.append(bed.stream(), 0, otherEnd), { ok: false, version: 2 });
      assert.deepEqual(await bed.store.append(bed.stream(), 0, stored.toReversed()), { ok: false, version: 2 });
      assert.equal((await bed.store.read(bed.stream())).length, 2);
    });
  });
};
