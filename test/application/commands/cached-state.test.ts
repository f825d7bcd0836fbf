import fc from 'fast-check';
import assert from 'node:assert/strict';
import { CommandHandler } from '../../../application/commands/handle-command.ts';
import { verifyStream } from '../../../application/commands/hash-chain.ts';
import { catchUp, notYet } from '../../../application/commands/loaded-aggregate.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { CountingIds } from '../../support/counting-ids.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { tally, type TallyCommand, type TallyEvent, type TallyState } from '../../support/tally.ts';

/** A command of one of two processes on one of three aggregates. `command` names it: the same again is a repetition. */
interface Step {
  readonly process: 0 | 1;
  readonly id: string;
  readonly command: number;
  readonly amounts: readonly number[];
}

const step: fc.Arbitrary<Step> = fc.record({
  process: fc.constantFrom(0 as const, 1 as const),
  id: fc.constantFrom('a', 'b', 'c'),
  command: fc.nat(30),
  amounts: fc.array(fc.integer({ min: -20, max: 40 }), { minLength: 1, maxLength: 4 }),
});

describe('a kept state', () => {
  it('is the state from the first event, whatever was evicted, repeated, or written by another process', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.nat(25), async (steps, maximumEvents) => {
      const store = new InMemoryEventStore();
      const cache = { ttlSeconds: 60, maximumEvents: maximumEvents + 1 };
      const processes = [0, 1].map(
        (name) =>
          new CommandHandler<TallyCommand, TallyEvent, TallyState>(tally, { store, ids: new CountingIds(name), cache }),
      );
      for (const id of ['a', 'b', 'c']) {
        await processes[0]!.handle(id, contextFor(`open-${id}`), { type: 'Open', owner: 'c1' });
      }
      for (const { process, id, command, amounts } of steps) {
        const handled = await processes[process]!.handle(id, contextFor(`add-${command}`), { type: 'Add', amounts });
        if (!handled.ok) continue;
        const fromTheFirst = notYet(tally);
        await catchUp(tally, store, `cart-demo/${id}`, fromTheFirst, handled.version);
        assert.deepEqual([handled.version, handled.state], [fromTheFirst.version, fromTheFirst.state]);
        assert.equal(verifyStream(await store.read(`cart-demo/${id}`)), undefined);
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });

  it('is caught up with its stream before it is answered as current, of any owner and at any version', async () => {
    const store = new InMemoryEventStore();
    const cache = { ttlSeconds: 60, maximumEvents: 100 };
    const [here, elsewhere] = [0, 1].map(
      (name) => new CommandHandler(tally, { store, ids: new CountingIds(name), cache }),
    );
    await here!.handle('a', contextFor('open'), { type: 'Open', owner: 'c1' });
    const opened = await here!.current('a', contextFor('look'));
    await elsewhere!.handle('a', contextFor('add'), { type: 'Add', amounts: [7] });
    const added = await here!.current('a', contextFor('look', { onlyCustomerId: 'c2', expectedVersion: 1 }));
    assert.deepEqual([opened.version, added.version], [1, 2]);
    assert.deepEqual(added, await elsewhere!.current('a', contextFor('look')));
    assert.equal(store.all().length, 2);
  });

  it('of a long stream is folded page by page', async () => {
    const store = new InMemoryEventStore();
    const limits: number[] = [];
    const paged = Object.assign(Object.create(store) as InMemoryEventStore, {
      read: (...[stream, options]: Parameters<InMemoryEventStore['read']>) => {
        limits.push(options?.limit ?? 0);
        return store.read(stream, options);
      },
    });
    const cache = { ttlSeconds: 60, maximumEvents: 10_000 };
    const handler = new CommandHandler(tally, { store, ids: new CountingIds(), cache });
    await handler.handle('a', contextFor('open'), { type: 'Open', owner: null });
    await handler.handle('a', contextFor('add'), { type: 'Add', amounts: Array.from({ length: 2100 }, () => 0) });

    const loaded = notYet(tally);
    assert.equal(await catchUp(tally, paged, 'cart-demo/a', loaded, 2050), true);
    assert.deepEqual([loaded.version, loaded.state.amounts.length, limits], [2050, 2049, [1000, 1000, 50]]);
    assert.equal(await catchUp(tally, paged, 'cart-demo/a', loaded), true);
    assert.equal(await catchUp(tally, paged, 'cart-demo/a', loaded), false);
    assert.deepEqual(loaded.commands.get(contextFor('add').commandId), {
      firstVersion: 2,
      lastVersion: 2101,
      requestHash: undefined,
    });
  });
});
