import assert from 'node:assert/strict';
import { deterministicId } from '../../../application/commands/deterministic-id.ts';
import { moveStock } from '../../../application/stock/move-stock.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { RecordedEvent } from '../../../domain/shared/message.ts';
import { FixedClock } from '../../support/clock.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { accepted, engineBed } from '../../support/engine-fixture.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { InMemoryInventory } from '../../support/in-memory-inventory.ts';
import { story } from '../../support/story.ts';

const orderId = commandIdOf('cart');

const openBed = (onHand: number) => {
  const store = new InMemoryEventStore();
  const inventory = new InMemoryInventory({ v1: onHand });
  const bed = engineBed({ store, inventory });
  const steps = story(bed.engine);
  const move = moveStock({ inventory, handlers: bed.handlers, clock: new FixedClock() });
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
  return { ...bed, store, inventory, move, deliver, perform, event, types, ledger };
};

const [placed, paid, returned] = [3, 4, 14];

describe('stock', () => {
  it('is reserved, taken when goods leave and put back when they return: once, however often events come', async () => {
    for (const times of [1, 3]) {
      const bed = openBed(10_000);
      for (let step = 0; step < returned; step += 1) {
        await bed.perform(step, step + 1);
        await bed.deliver(times);
      }
      assert.deepEqual(bed.ledger(), [['reserve', 6000], ['confirm'], ['deduct', 6000], ['add', 6000]]);
      assert.deepEqual([bed.inventory.onHand('v1'), bed.inventory.available('v1')], [10_000, 10_000]);
      assert.equal(bed.types().filter((type) => type === 'StockReserved').length, 1);
    }
  });

  it('that somebody else took first cancels the order and pays it back', async () => {
    const bed = openBed(10_000);
    await bed.perform(0, paid);
    bed.inventory.take('v1', 5000);
    await bed.deliver();

    assert.deepEqual(bed.types().slice(3), [
      'OrderPlaced',
      'PaymentStarted',
      'PaymentCaptured',
      'OrderConfirmed',
      'StockReservationFailed',
      'OrderCancelled',
      'RefundRequested',
      'RefundSucceeded',
    ]);
    assert.deepEqual((bed.event('StockReservationFailed').data as { shortfalls: unknown }).shortfalls, [
      { variantId: 'v1', available: 5000 },
    ]);
    assert.deepEqual(bed.ledger(), []);
  });

  it('reserved for an order that died meanwhile is released', async () => {
    const bed = openBed(10_000);
    await bed.perform(0, placed);
    accepted(
      await bed.engine.orders.cancel(contextFor('no'), orderId, { reason: 'changed my mind', approvedBy: null }),
    );
    await bed.deliver(2);

    assert.deepEqual(bed.types().slice(3), ['OrderPlaced', 'OrderCancelled', 'StockReserved']);
    assert.deepEqual(bed.ledger(), [['reserve', 6000], ['release']]);
    assert.equal(bed.inventory.available('v1'), 10_000);
  });

  it('is not moved twice by a call that was applied and not answered', async () => {
    const bed = openBed(10_000);
    await bed.perform(0, placed);
    bed.inventory.outage = 'after';
    await assert.rejects(bed.deliver(), ServiceUnavailableError);
    bed.inventory.outage = 'before';
    await assert.rejects(bed.deliver(), ServiceUnavailableError);
    bed.inventory.outage = 'none';
    await bed.deliver();

    assert.deepEqual(bed.ledger(), [['reserve', 6000]]);
    const { metadata } = bed.event('StockReserved');
    const cause = bed.event('OrderPlaced').id;
    assert.deepEqual(
      [metadata.command_id, metadata.causation_id, metadata.actor.subject],
      [deterministicId(cause, 'inventory'), cause, 'process:inventory'],
    );
  });
});
