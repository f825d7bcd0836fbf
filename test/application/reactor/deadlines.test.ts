import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { runDeadlines, runDueDeadlines } from '../../../application/reactor/run-deadlines.ts';
import { addHours } from '../../../domain/shared/instant.ts';
import { streamName } from '../../../domain/shared/stream.ts';
import { FixedClock } from '../../support/clock.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { countedId } from '../../support/counting-ids.ts';
import { InMemoryDeadlines } from '../../support/in-memory-deadlines.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { accepted, deliveryTo, filledCart, testEngine } from '../../support/test-engine.ts';

const start = '2026-11-23T15:00:00.000Z';
const day = 24 * 60;

const openFixture = async (meddling: Meddling = {}) => {
  const store = new InMemoryEventStore();
  const { engine, handlers } = testEngine({ store: meddlingEventStore(store, meddling) });
  const cartId = await filledCart(testEngine({ store, process: 1 }));
  const deadlines = new InMemoryDeadlines();
  deadlines.follow(store);
  const clock = new FixedClock(start);
  const log = new MemoryLog();
  const types = () => store.all().map(({ type }) => type);
  return { store, engine, cartId, deadlines, clock, log, types, parts: { deadlines, handlers, clock, log } };
};

const kinds = ({ rows }: InMemoryDeadlines) => rows.map(({ kind }) => kind);

describe('deadlines', () => {
  it('wait for their time, are decided once, and are forgotten', async () => {
    const { parts, deadlines, clock, types } = await openFixture();
    const [abandonment] = deadlines.rows.filter(({ kind }) => kind === 'cart_abandonment');

    clock.advance(day - 1);
    assert.equal(await runDueDeadlines(parts), 0);
    clock.advance(1);
    assert.equal(await runDueDeadlines(parts), 1);
    assert.deepEqual(types(), ['CartCreated', 'CartItemAdded', 'CartAbandoned']);
    assert.deepEqual(kinds(deadlines), ['cart_expiry']);

    deadlines.rows = [abandonment!];
    await runDueDeadlines(parts);
    assert.equal(types().length, 3);
  });

  it('cancel an order that nobody paid in time', async () => {
    const { parts, deadlines, store, clock, cartId, engine, types } = await openFixture();
    accepted(await engine.carts.checkOut(contextFor('check out'), { cartId, ...deliveryTo }));
    deadlines.follow(store);
    clock.advance(15);

    await runDueDeadlines(parts);

    assert.deepEqual(types().slice(2), ['CartCheckedOut', 'OrderPlaced', 'OrderCancelled']);
    assert.deepEqual(deadlines.rows, []);
  });

  it('that cannot be decided hold no other up, and stay', async () => {
    const { parts, deadlines, store, clock, log, types } = await openFixture();
    const broken = { id: countedId(1, 9), type: 'CartTorn', data: '{}', metadata: '{"schema":1}' };
    await store.append(streamName('cart', 'demo', 'torn'), 0, [broken]);
    const torn = { ...deadlines.rows[0]!, id: 'torn', dueAt: addHours(start, 1) };
    deadlines.rows.unshift(torn);
    clock.advance(day);

    assert.equal(await runDueDeadlines(parts), 1);
    assert.equal(types().at(-1), 'CartAbandoned');
    assert.deepEqual(kinds(deadlines), [torn.kind, 'cart_expiry']);
    const [line] = log.lines;
    assert.deepEqual([line?.level, line?.fields.id, line?.message], ['error', 'torn', 'a deadline cannot be decided']);
  });

  it('that meet too many other changes are decided next time', async () => {
    const meddling: Meddling = {};
    const { parts, deadlines, store, clock, cartId, types } = await openFixture(meddling);
    const busy = testEngine({ store, process: 2 });
    let changes = 0;
    meddling.beforeAppend = async () => {
      const item = { quantity: (changes += 1) * 1000 };
      accepted(await busy.engine.carts.changeItem(contextFor(`change ${changes}`), cartId, 'L1', item));
    };
    clock.advance(30 * day);
    deadlines.rows = deadlines.rows.filter(({ kind }) => kind === 'cart_expiry');

    assert.equal(await runDueDeadlines(parts), 0);
    assert.deepEqual([changes, kinds(deadlines)], [20, ['cart_expiry']]);
    delete meddling.beforeAppend;
    assert.equal(await runDueDeadlines(parts), 1);
    assert.equal(types().at(-1), 'CartExpired');
  });

  it('stay due while the store is away', async () => {
    const meddling: Meddling = { beforeAppend: () => Promise.reject(new EventStoreUnavailableError('no store')) };
    const { parts, deadlines, clock, log, types } = await openFixture(meddling);
    clock.advance(day);

    await assert.rejects(runDueDeadlines(parts), EventStoreUnavailableError);
    assert.deepEqual([deadlines.rows.length, log.lines], [2, []]);
    delete meddling.beforeAppend;
    assert.equal(await runDueDeadlines(parts), 1);
    assert.equal(types().at(-1), 'CartAbandoned');
  });

  it('are decided once if the answer was lost', async () => {
    const meddling: Meddling = {};
    const { parts, clock, types } = await openFixture(meddling);
    clock.advance(day);
    meddling.loseNextAnswer = true;

    await assert.rejects(runDueDeadlines(parts), EventStoreUnavailableError);
    assert.equal(await runDueDeadlines(parts), 1);
    assert.deepEqual(types(), ['CartCreated', 'CartItemAdded', 'CartAbandoned']);
  });

  it('run until they are stopped, through failures', async () => {
    const { parts, deadlines, clock, log, types } = await openFixture();
    deadlines.failures = 2;
    clock.advance(day);
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
