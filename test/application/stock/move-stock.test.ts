import assert from 'node:assert/strict';
import { deterministicId } from '../../../application/commands/ids.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { FixedClock } from '../../support/clock.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { story } from '../../support/story.ts';
import { accepted, testEngine } from '../../support/test-engine.ts';

const orderId = commandIdOf('cart');

const openFixture = (onHand: number) => {
  const store = new InMemoryEventStore();
  const inventory = new InMemoryInventory({ v1: onHand });
  const fixture = testEngine({ store, inventory });
  const steps = story(fixture.engine);
  const move = moveStock({ inventory, handlers: fixture.handlers, clock: new FixedClock() });
  let handled = 0;
  /** Hands every new event to the inventory, `times` each. */
  const deliver = async (times = 1): Promise<void> => {
    for (const event of store.all().slice(handled)) {
      for (let time = 0; time < times; time += 1) await move(event);
      handled = event.position;
    }
    if (handled < (await store.head())) await deliver(times);
  };
  const perform = async (from: number, to: number): Promise<void> => {
    for (const step of steps.slice(from, to)) await step();
  };
  const event = (type: string): RecordedEvent => store.all().find((candidate) => candidate.type === type)!;
  const types = () => store.all().map(({ type }) => type);
  const ledger = () => inventory.ledger.map(({ kind, lines }) => [kind, ...lines.map(({ quantity }) => quantity)]);
  return { ...fixture, store, inventory, move, deliver, perform, event, types, ledger };
};

const [placed, paid, returned] = [3, 4, 14];

describe('stock', () => {
  it('is reserved, taken when goods leave and put back when they return: once, however often events come', async () => {
    for (const times of [1, 3]) {
      const fixture = openFixture(10_000);
      for (let step = 0; step < returned; step += 1) {
        await fixture.perform(step, step + 1);
        await fixture.deliver(times);
      }
      assert.deepEqual(fixture.ledger(), [['reserve', 6000], ['confirm'], ['deduct', 6000], ['add', 6000]]);
      assert.deepEqual([fixture.inventory.onHand('v1'), fixture.inventory.available('v1')], [10_000, 10_000]);
      assert.equal(fixture.types().filter((type) => type === 'StockReserved').length, 1);
    }
  });

  it('that somebody else took first cancels the order and pays it back', async () => {
    const fixture = openFixture(10_000);
    await fixture.perform(0, paid);
    fixture.inventory.take('v1', 5000);
    await fixture.deliver();

    assert.deepEqual(fixture.types().slice(3), [
      'OrderPlaced',
      'PaymentStarted',
      'PaymentCaptured',
      'OrderConfirmed',
      'StockReservationFailed',
      'OrderCancelled',
      'RefundRequested',
      'RefundSucceeded',
    ]);
    assert.deepEqual((fixture.event('StockReservationFailed').data as { shortfalls: unknown }).shortfalls, [
      { variantId: 'v1', available: 5000 },
    ]);
    assert.deepEqual(fixture.ledger(), []);
  });

  it('reserved for an order that died meanwhile is released', async () => {
    const fixture = openFixture(10_000);
    await fixture.perform(0, placed);
    accepted(
      await fixture.engine.orders.cancel(contextFor('no'), orderId, { reason: 'changed my mind', approvedBy: null }),
    );
    await fixture.deliver(2);

    assert.deepEqual(fixture.types().slice(3), ['OrderPlaced', 'OrderCancelled', 'StockReserved']);
    assert.deepEqual(fixture.ledger(), [['reserve', 6000], ['release']]);
    assert.equal(fixture.inventory.available('v1'), 10_000);
  });

  it('is not moved twice by a call that was applied and not answered', async () => {
    const fixture = openFixture(10_000);
    await fixture.perform(0, placed);
    fixture.inventory.outage = 'after';
    await assert.rejects(fixture.deliver(), ServiceUnavailableError);
    fixture.inventory.outage = 'before';
    await assert.rejects(fixture.deliver(), ServiceUnavailableError);
    fixture.inventory.outage = 'none';
    await fixture.deliver();

    assert.deepEqual(fixture.ledger(), [['reserve', 6000]]);
    const { metadata } = fixture.event('StockReserved');
    const cause = fixture.event('OrderPlaced').id;
    assert.deepEqual(
      [metadata.command_id, metadata.causation_id, metadata.actor.subject],
      [deterministicId(cause, 'inventory'), cause, 'process:inventory'],
    );
  });
});
