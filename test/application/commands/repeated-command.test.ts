import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { add, handlerOn, open, refusal } from './tally-handler.ts';

describe('a repeated command', () => {
  it('answers the state right after the first time, also after a restart', async () => {
    const store = new InMemoryEventStore();
    const first = handlerOn(store);
    await first.handle('t1', contextFor('open'), open);
    const original = await first.handle('t1', contextFor('two'), add(1, 2));
    await first.handle('t1', contextFor('later'), add(3));

    for (const handler of [first, handlerOn(store, 1)]) {
      assert.deepEqual(await handler.handle('t1', contextFor('two'), add(1, 2)), { ...original, repeated: true });
    }
    assert.equal(await store.head(), 4);
  });

  it('is known although another process did it', async () => {
    const store = new InMemoryEventStore();
    const [here, there] = [handlerOn(store), handlerOn(store, 1)];
    await here.handle('t1', contextFor('open'), open);
    const original = await there.handle('t1', contextFor('add'), add(1));

    assert.deepEqual(await here.handle('t1', contextFor('add'), add(1)), { ...original, repeated: true });
    assert.equal(await store.head(), 2);
  });

  it('is known after its answer was lost', async () => {
    const meddling: Meddling = {};
    const store = new InMemoryEventStore();
    const handler = handlerOn(meddlingEventStore(store, meddling));
    await handler.handle('t1', contextFor('open'), open);
    meddling.loseNextAnswer = true;

    await assert.rejects(handler.handle('t1', contextFor('add'), add(1)), EventStoreUnavailableError);
    const again = await handler.handle('t1', contextFor('add'), add(1));

    assert.deepEqual(again.ok && [again.repeated, again.version, again.state.amounts], [true, 2, [1]]);
    assert.equal(await store.head(), 2);
  });

  it('is refused if its key was used for another request', async () => {
    const handler = handlerOn(new InMemoryEventStore());
    await handler.handle('t1', contextFor('open'), open);
    await handler.handle('t1', contextFor('add', { requestHash: 'h1' }), add(1));

    const other = await handler.handle('t1', contextFor('add', { requestHash: 'h2' }), add(2));
    assert.deepEqual(refusal(other), { kind: 'rule', code: 'idempotency_key_reused' });
    const same = await handler.handle('t1', contextFor('add', { requestHash: 'h1' }), add(1));
    assert.equal(same.ok && same.repeated, true);
  });
});
