import fc from 'fast-check';
import assert from 'node:assert/strict';
import { followEvents } from '../../../application/reactor/run-process.ts';
import { FixedClock } from '../../support/clock.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { story } from '../../support/story.ts';
import { accepted, filledCart, testEngine } from '../../support/test-engine.ts';

const told = (store: InMemoryEventStore): readonly string[] =>
  store.all().map(({ stream, version, type }) => `${stream} ${version} ${type}`);

/** A delivery of what the log holds: from where on, how many times each event, and by an engine just started or not. */
const delivery = fc.record({ back: fc.nat(30), times: fc.integer({ min: 1, max: 5 }), restarted: fc.boolean() });

describe('processes', () => {
  it('have one effect, however often their events come', async () => {
    const inline = new InMemoryEventStore();
    for (const step of story(testEngine({ store: inline }).engine)) await step();

    const property = fc.asyncProperty(fc.array(delivery, { minLength: 1 }), async (deliveries) => {
      const store = new InMemoryEventStore();
      const log = new MemoryLog();
      const fixture = testEngine({ store, inline: false });
      let restarts = 0;
      let handled = 0;
      let count = 0;
      for (const step of story(fixture.engine)) {
        await step();
        // The subscription delivers until there is nothing new, again and again from some way back.
        while (handled < (await store.head())) {
          const { back, times, restarted } = deliveries[count++ % deliveries.length]!;
          const { processes } = restarted ? testEngine({ store, process: (restarts += 1) }) : fixture;
          const follow = followEvents({ processes, clock: new FixedClock(), log });
          const events = store.all();
          for (const event of events.slice(Math.max(0, handled - back))) {
            for (let time = 0; time < times; time += 1) await follow(event);
          }
          handled = events.length;
        }
      }
      assert.deepEqual(told(store), told(inline));
      assert.deepEqual(log.lines, []);
    });
    await fc.assert(property, { numRuns: 20 });
  });

  it('log a refusal, since nobody waits for it', async () => {
    const store = new InMemoryEventStore();
    const { engine, handlers, processes } = testEngine({ store });
    const at = '2026-11-23T15:00:00.000Z';
    const guests = await filledCart(testEngine({ store, process: 1 }), 'guest', null);
    const { cartId } = accepted(await engine.carts.create(contextFor('target'), { customerId: 'c1' }));
    accepted(await handlers.cart.handle(guests, contextFor('away'), { type: 'MergeAway', intoCartId: cartId, at }));
    const muchLater = { type: 'ExpireCart', at: '2027-01-01T00:00:00.000Z' } as const;
    accepted(await handlers.cart.handle(cartId, contextFor('expire'), muchLater));

    const log = new MemoryLog();
    const away = store.all().find(({ type }) => type === 'CartMergedAway')!;
    await followEvents({ processes, clock: new FixedClock(), log })(away);

    assert.deepEqual(log.lines, [
      {
        level: 'warn',
        fields: { event_id: away.id, stream: away.stream, aggregate: 'cart', id: cartId, code: 'cart_closed' },
        message: 'a process was refused',
      },
    ]);
  });
});
