import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { paymentFixture, total } from '../../support/payment-fixture.ts';

const runs = Number(process.env.RACE_RUNS ?? 200);

/** The store as it answers to somebody who shares it: when the scheduler says. */
const shared = (log: InMemoryEventStore, pause: (moment: string) => Promise<void>): EventStore => ({
  append: async (...parts) => {
    await pause('append');
    const result = await log.append(...parts);
    await pause('appended');
    return result;
  },
  read: async (...parts) => {
    await pause('read');
    return log.read(...parts);
  },
  subscribe: (options) => log.subscribe(options),
  head: () => log.head(),
  ping: () => log.ping(),
  close: () => log.close(),
});

/** A payment, the same request again in another process, its webhooks in both, and perhaps a cancellation: all at once. */
const race = async (scheduler: fc.Scheduler, capture: 'now' | 'later', cancelled: boolean) => {
  let racing = false;
  const pause = async (moment: string): Promise<void> => {
    if (racing) await scheduler.schedule(Promise.resolve(), moment);
  };
  const log = new InMemoryEventStore();
  const here = await paymentFixture({ log, store: shared(log, pause) });
  const there = await paymentFixture({ log, store: shared(log, pause), gateway: here.gateway, process: 1 });
  const { gateway } = here;
  gateway.atOnce = 'confirm';
  const webhooks: Promise<unknown>[] = [];
  gateway.breathe = async (moment) => {
    for (const delivery of gateway.outbox.splice(0)) {
      for (const { receive } of [here, there]) webhooks.push(receive(gateway.name, delivery));
    }
    await pause(moment);
  };
  racing = true;
  const reason = { reason: 'no', approvedBy: null };
  const commands = Promise.all([
    here.pay('pay', { capture }),
    there.pay('pay', { capture }),
    ...(cancelled ? [there.engine.orders.cancel(contextFor('no'), here.orderId, reason)] : []),
  ]);
  const [mine, again] = await scheduler.waitFor(commands);
  await scheduler.waitFor(Promise.all(webhooks));
  racing = false;
  await here.settleAll(2);
  await here.deliver();
  await there.settleAll();
  return { here, mine, again };
};

describe('a payment and what its gateway reports of it', () => {
  it(`race to the same end, whoever is first, over ${runs} schedules`, async function () {
    this.timeout(60_000 + runs * 100);
    const captures = fc.constantFrom<'now' | 'later'>('now', 'later');
    const property = fc.asyncProperty(fc.scheduler(), captures, fc.boolean(), async (scheduler, capture, cancelled) => {
      const { here, mine, again } = await race(scheduler, capture, cancelled);
      const { status, payments } = await here.order();
      const moved = here.ledger().map(([kind]) => kind);
      const taken = capture === 'now' ? ['create', 'capture'] : ['create', 'authorize'];
      if (!cancelled) {
        const stands = capture === 'now' ? 'captured' : 'authorized';
        assert.deepEqual([status, payments.map((payment) => payment.status)], ['confirmed', [stands]]);
        assert.deepEqual(moved, taken);
        assert.ok(mine.ok && again.ok);
        assert.equal(mine.version, again.version, 'both are told the same');
        return;
      }
      assert.equal(status, 'cancelled');
      const undone = capture === 'now' ? 'refund' : 'void';
      assert.ok(payments.length <= 1);
      assert.deepEqual(moved, moved.length === 0 ? [] : [...taken, undone]);
      const amounts = payments.map(({ captured, refunded }) => [captured, refunded]);
      const back = moved.length > 0 && capture === 'now' ? total : 0;
      assert.deepEqual(amounts, payments.length === 0 ? [] : [[back, back]]);
    });
    await fc.assert(property, { numRuns: runs });
  });
});
