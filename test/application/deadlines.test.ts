import assert from 'node:assert/strict';
import { runDeadlines, runDueDeadlines } from '../../application/run-deadlines.ts';
import type { Deadlines, DueDeadline } from '../../application/ports/deadlines.ts';
import { addHours } from '../../domain/shared/instant.ts';
import type { Instant } from '../../domain/shared/message.ts';
import { FixedClock } from '../support/clock.ts';
import { contextFor } from '../support/command-contexts.ts';
import { accepted, deliveryTo, engineBed, filledCart } from '../support/engine-bed.ts';
import { InMemoryEventStore } from '../support/in-memory-event-store.ts';
import { MemoryLog } from '../support/port-doubles.ts';

const start = '2026-11-23T15:00:00.000Z';

class InMemoryDeadlines implements Deadlines {
  rows: DueDeadline[] = [];
  failures = 0;

  dueDeadlines(now: Instant, limit: number): Promise<readonly DueDeadline[]> {
    if (this.failures-- > 0) return Promise.reject(new Error('no database'));
    const due = this.rows.filter(({ dueAt }) => dueAt <= now).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    return Promise.resolve(due.slice(0, limit));
  }

  forgetDeadline(deadline: DueDeadline): Promise<void> {
    this.rows = this.rows.filter((row) => row !== deadline);
    return Promise.resolve();
  }
}

const openBed = async () => {
  const store = new InMemoryEventStore();
  const { engine, handlers } = engineBed({ store });
  const cartId = await filledCart(engineBed({ store, process: 1 }));
  const deadlines = new InMemoryDeadlines();
  const clock = new FixedClock(start);
  const log = new MemoryLog();
  const types = () => store.all().map(({ type }) => type);
  return { store, engine, cartId, deadlines, clock, log, types, parts: { deadlines, handlers, clock, log } };
};

const abandonment = (id: string): DueDeadline => ({
  organizationId: 'demo',
  aggregate: 'cart',
  id,
  kind: 'cart_abandonment',
  dueAt: addHours(start, 24),
  waitMinutes: 24 * 60,
});

describe('deadlines', () => {
  it('wait for their time, are decided once, and are forgotten', async () => {
    const { parts, deadlines, clock, cartId, types } = await openBed();
    deadlines.rows = [abandonment(cartId)];

    clock.advance(24 * 60 - 1);
    assert.equal(await runDueDeadlines(parts), 0);
    clock.advance(1);
    assert.equal(await runDueDeadlines(parts), 1);
    assert.deepEqual(types(), ['CartCreated', 'CartItemAdded', 'CartAbandoned']);
    assert.deepEqual(deadlines.rows, []);

    deadlines.rows = [abandonment(cartId)];
    await runDueDeadlines(parts);
    assert.equal(types().length, 3);
  });

  it('cancel an order that nobody paid in time', async () => {
    const { parts, deadlines, clock, cartId, engine, types } = await openBed();
    accepted(await engine.carts.checkOut(contextFor('check out'), { cartId, ...deliveryTo }));
    const due = { organizationId: 'demo', aggregate: 'order', id: cartId, kind: 'reservation_expiry' } as const;
    deadlines.rows = [{ ...due, dueAt: clock.advance(15), waitMinutes: 0 }];

    await runDueDeadlines(parts);

    assert.deepEqual(types().slice(2), ['CartCheckedOut', 'OrderPlaced', 'OrderCancelled']);
  });

  it('run until they are stopped, through failures', async () => {
    const { parts, deadlines, clock, log, cartId, types } = await openBed();
    deadlines.rows = [abandonment(cartId)];
    deadlines.failures = 2;
    clock.advance(24 * 60);
    const stop = new AbortController();
    const waits: number[] = [];
    const pause = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      if (waits.length === 3) stop.abort();
      return Promise.resolve();
    };

    await runDeadlines({ ...parts, pause, intervalMs: 1000 }, stop.signal);

    assert.deepEqual(waits, [1000, 1000, 1000]);
    assert.deepEqual(
      log.lines.map(({ level, message }) => [level, message]),
      [
        ['warn', 'deadlines wait'],
        ['warn', 'deadlines wait'],
      ],
    );
    assert.deepEqual(types(), ['CartCreated', 'CartItemAdded', 'CartAbandoned']);
  });
});
