import assert from 'node:assert/strict';
import { accept, reject } from '../../../domain/shared/decider.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { countedId } from '../../support/counting-ids.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import type { TallyEvent } from '../../support/tally.ts';
import { add, handlerOn, open, refusal, stored } from './tally-handler.ts';

describe('handle command', () => {
  it('writes what was decided and answers the state after it', async () => {
    const store = new InMemoryEventStore();
    const handler = handlerOn(store);

    await handler.handle('t1', contextFor('open'), open);
    const handled = await handler.handle('t1', contextFor('add'), add(1, 2));

    const events = [
      { type: 'Added', data: { amount: 1 } },
      { type: 'Added', data: { amount: 2 } },
    ];
    assert.deepEqual(handled, {
      ok: true,
      state: { owner: 'c1', amounts: [1, 2] },
      version: 3,
      repeated: false,
      facts: [
        { id: countedId(2), event: events[0] },
        { id: countedId(3), event: events[1] },
      ],
    });
    assert.deepEqual(await stored(store), [{ type: 'Opened', data: { owner: 'c1' } }, ...events]);
  });

  it('writes nothing for a refusal, nor for what is so already', async () => {
    const store = new InMemoryEventStore();
    const handler = handlerOn(store);
    await handler.handle('t1', contextFor('open'), open);

    assert.deepEqual(refusal(await handler.handle('t1', contextFor('a'), add(101))), {
      kind: 'rule',
      code: 'too_much',
    });
    assert.deepEqual(await handler.handle('t1', contextFor('b'), open), {
      ok: true,
      state: { owner: 'c1', amounts: [] },
      version: 1,
      repeated: true,
      facts: [],
    });
    assert.equal(await store.head(), 1);
  });

  it('runs commands of one process on one aggregate one after the other', async () => {
    const store = meddlingEventStore(new InMemoryEventStore(), {});
    const handler = handlerOn(store);
    await handler.handle('t1', contextFor('open'), open);

    const all = Array.from({ length: 50 }, (_, n) => handler.handle('t1', contextFor(`add-${n}`), add(1)));
    const versions = (await Promise.all(all)).map((handled) => handled.ok && handled.version);

    assert.deepEqual(
      versions,
      Array.from({ length: 50 }, (_, n) => n + 2),
    );
    assert.deepEqual(store.calls, { appends: 51, reads: 1 });
  });

  it('holds nothing up after a command that failed', async () => {
    const handler = handlerOn(new InMemoryEventStore());
    const failing = handler.handle('t1', contextFor('a'), () => Promise.reject(new Error('no answer')));
    const waiting = handler.handle('t1', contextFor('b'), open);

    await assert.rejects(failing, /no answer/);
    assert.equal((await waiting).ok, true);
  });

  describe('If-Match', () => {
    it('lets a command through on the version that the caller saw only', async () => {
      const handler = handlerOn(new InMemoryEventStore());
      await handler.handle('t1', contextFor('open'), open);

      const late = await handler.handle('t1', contextFor('late', { expectedVersion: 0 }), add(1));
      assert.deepEqual(!late.ok && late.rejection, {
        kind: 'stale_version',
        code: 'version_conflict',
        message: 'it changed since it was read: read it again',
        details: { expected_version: 0, current_version: 1 },
      });
      const right = await handler.handle('t1', contextFor('right', { expectedVersion: 1 }), add(1));
      assert.equal(right.ok && right.version, 2);
      const again = await handler.handle('t1', contextFor('right', { expectedVersion: 1 }), add(1));
      assert.equal(again.ok && again.repeated, true);
    });

    it('knows a version that another process wrote', async () => {
      const store = new InMemoryEventStore();
      const [here, there] = [handlerOn(store), handlerOn(store, 1)];
      await here.handle('t1', contextFor('open'), open);
      await there.handle('t1', contextFor('theirs'), add(1));

      const handled = await here.handle('t1', contextFor('ours', { expectedVersion: 2 }), add(1));
      assert.equal(handled.ok && handled.version, 3);
    });
  });

  describe("a customer's own", () => {
    const notFound = { kind: 'not_found', code: 'cart_not_found' };

    it('is all that exists for them', async () => {
      const handler = handlerOn(new InMemoryEventStore());
      await handler.handle('t1', contextFor('open'), open);
      await handler.handle('t2', contextFor('open'), { type: 'Open', owner: null });
      const as = (customer: string, name: string) => contextFor(name, { onlyCustomerId: customer });

      assert.equal((await handler.handle('t1', as('c1', 'own'), add(1))).ok, true);
      assert.deepEqual(refusal(await handler.handle('t1', as('c2', 'foreign'), add(1))), notFound);
      assert.deepEqual(refusal(await handler.handle('t2', as('c2', "nobody's"), add(1))), notFound);
      assert.deepEqual(refusal(await handler.handle('t3', as('c2', 'missing'), add(1))), notFound);
    });

    it('answers are not shown to another customer who repeats their command', async () => {
      const handler = handlerOn(new InMemoryEventStore());
      await handler.handle('t1', contextFor('open'), open);
      const repeated = await handler.handle('t1', contextFor('open', { onlyCustomerId: 'c2' }), open);
      assert.deepEqual(refusal(repeated), notFound);
    });
  });

  describe('an intention', () => {
    it('sees the state, and is asked again when it changed meanwhile', async () => {
      const store = new InMemoryEventStore();
      const [here, there] = [handlerOn(store), handlerOn(store, 1)];
      await here.handle('t1', contextFor('open'), open);
      await there.handle('t1', contextFor('theirs'), add(7));
      const seen: (readonly number[])[] = [];

      const handled = await here.handle('t1', contextFor('ours'), async ({ amounts }) => {
        seen.push(amounts);
        return Promise.resolve(add(amounts.length));
      });

      assert.deepEqual(seen, [[], [7]]);
      assert.deepEqual(handled.ok && handled.state.amounts, [7, 1]);
    });

    it('may decide by itself', async () => {
      const store = new InMemoryEventStore();
      const handler = handlerOn(store);
      const refused = await handler.handle('t1', contextFor('a'), () => reject('rule', 'not_today', 'Come tomorrow.'));
      assert.deepEqual(refusal(refused), { kind: 'rule', code: 'not_today' });
      const nothing = await handler.handle('t1', contextFor('b'), () => accept<TallyEvent>());
      assert.deepEqual(nothing.ok && [nothing.version, nothing.repeated], [0, true]);
      assert.equal(await store.head(), 0);
    });
  });
});
