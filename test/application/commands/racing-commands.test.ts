import assert from 'node:assert/strict';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import { add, handlerOn, open, refusal, stored } from './tally-handler.ts';

describe('another process writing', () => {
  it('is taken in, and the command is decided again', async () => {
    const store = new InMemoryEventStore();
    const [here, there] = [handlerOn(store), handlerOn(store, 1)];
    await here.handle('t1', contextFor('open'), open);
    await there.handle('t1', contextFor('theirs'), add(60));

    const handled = await here.handle('t1', contextFor('ours'), add(40));

    assert.deepEqual(handled.ok && handled.state.amounts, [60, 40]);
    await there.handle('t1', contextFor('last'), add(0));
    assert.deepEqual(refusal(await here.handle('t1', contextFor('more'), add(1))), {
      kind: 'rule',
      code: 'too_much',
    });
  });

  it('never leads to a refusal that the newest state would not give', async () => {
    const store = new InMemoryEventStore();
    const [here, there] = [handlerOn(store), handlerOn(store, 1)];
    await here.handle('t1', contextFor('open'), open);
    await there.handle('t1', contextFor('less'), add(-50));

    const handled = await here.handle('t1', contextFor('ours'), add(150));

    assert.deepEqual(handled.ok && handled.state.amounts, [-50, 150]);
  });

  it('reads only the tail after each conflict', async () => {
    const inner = new InMemoryEventStore();
    const there = handlerOn(inner, 1);
    let conflicts = 3;
    const store = meddlingEventStore(inner, {
      beforeAppend: async () => {
        if (conflicts-- > 0) await there.handle('t1', contextFor(`theirs-${conflicts}`), add(1));
      },
    });
    await there.handle('t1', contextFor('open'), open);

    const handled = await handlerOn(store).handle('t1', contextFor('ours'), add(5));

    assert.deepEqual(handled.ok && handled.state.amounts, [1, 1, 1, 5]);
    assert.deepEqual(store.calls, { appends: 4, reads: 4 });
  });

  it('without end is refused after 20 attempts', async () => {
    const inner = new InMemoryEventStore();
    const there = handlerOn(inner, 1);
    await there.handle('t1', contextFor('open'), open);
    let count = 0;
    const beforeAppend = async (): Promise<void> => {
      await there.handle('t1', contextFor(`theirs-${count++}`), add(0));
    };
    const store = meddlingEventStore(inner, { beforeAppend });

    const handled = await handlerOn(store).handle('t1', contextFor('ours'), add(5));

    assert.deepEqual(refusal(handled), { kind: 'stale_version', code: 'too_much_contention' });
    assert.equal(store.calls.appends, 20);
  });
});

describe('a stream that was set back', () => {
  it('is read anew', async () => {
    const [before, restored] = [new InMemoryEventStore(), new InMemoryEventStore()];
    let store: EventStore = before;
    const handler = handlerOn({
      ...meddlingEventStore(before, {}),
      append: (...parts) => store.append(...parts),
      read: (...parts) => store.read(...parts),
    });
    await handler.handle('t1', contextFor('open'), open);
    store = restored;

    const lost = await handler.handle('t1', contextFor('add'), add(1));
    assert.deepEqual(refusal(lost), { kind: 'stale_version', code: 'too_much_contention' });
    assert.equal((await handler.handle('t1', contextFor('again'), open)).ok, true);
    assert.deepEqual(await stored(restored), [{ type: 'Opened', data: { owner: 'c1' } }]);
  });
});
