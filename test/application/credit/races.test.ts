import fc from 'fast-check';
import assert from 'node:assert/strict';
import type { EventStore } from '../../../application/ports/event-store.ts';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import { creditFixture, total, type CreditFixture } from './credit-fixture.ts';

/** Two processes on one store that answers to each when the scheduler says, once they race. */
const twoProcesses = (log: InMemoryEventStore, pause: () => Promise<void>) => {
  const shared = (): EventStore => meddlingEventStore(log, { beforeAppend: pause });
  return [creditFixture({ log, store: shared() }), creditFixture({ log, store: shared(), process: 1 })] as const;
};

/** What the ledger took for orders and did not give back. */
const spent = async (fixture: CreditFixture): Promise<number> => {
  const signs: Readonly<Record<string, number>> = { CreditIssued: 0, CreditRedeemed: 1, CreditRestored: -1 };
  return (await fixture.statement()).reduce((sum, [type, amount]) => sum + signs[type]! * amount, 0);
};

describe('an account that is spent by many at once', () => {
  it('gives to as many of 100 orders as it holds enough for, in two processes', async function () {
    this.timeout(20_000);
    const log = new InMemoryEventStore();
    const [here, there] = twoProcesses(log, () => Promise.resolve());
    await here.give(10 * total);
    const names = Array.from({ length: 100 }, (_, index) => `order-${index}`);
    for (const name of names) await here.place(name);

    const paid = await Promise.all(
      names.map((name, index) => (index % 2 === 0 ? here : there).pay(`pay ${name}`, name)),
    );

    const statuses = paid.map((outcome) => (outcome.ok && outcome.state.exists ? outcome.state.status : 'refused'));
    const count = (status: string) => statuses.filter((each) => each === status).length;
    assert.deepEqual([count('confirmed'), count('payment_failed')], [10, 90]);
    const statement = await here.statement();
    assert.deepEqual(
      statement.slice(1).map(([type, amount, balance]) => [type, amount, balance]),
      Array.from({ length: 10 }, (_, index) => ['CreditRedeemed', total, (9 - index) * total]),
    );
    await here.settleAll();
    assert.deepEqual(await here.statement(), statement);
  });

  it('ends at what its orders keep, whatever comes first', async () => {
    const property = fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 3 }), async (scheduler, enough) => {
      const log = new InMemoryEventStore();
      let racing = false;
      const pause = async (): Promise<void> => {
        if (racing) await scheduler.schedule(Promise.resolve());
      };
      const [here, there] = twoProcesses(log, pause);
      await here.give(enough * total);
      const names = ['a', 'b', 'c'];
      for (const name of names) await here.place(name);
      racing = true;
      const reason = { reason: 'no', approvedBy: null };
      await scheduler.waitFor(
        Promise.all([
          ...names.flatMap((name) => [here.pay(`pay ${name}`, name), there.pay(`pay ${name}`, name)]),
          there.engine.orders.cancel(contextFor('cancel'), commandIdOf('b'), reason),
        ]),
      );
      racing = false;
      await here.settleAll();
      await there.settleAll();

      const orders = await Promise.all(names.map((name) => here.order(name)));
      const kept = orders.flatMap(({ payments }) => payments).map(({ captured, refunded }) => captured - refunded);
      assert.equal(
        await spent(here),
        kept.reduce((sum, amount) => sum + amount, 0),
        'ledger and orders agree',
      );
      assert.equal(orders[1]?.status, 'cancelled');
      const confirmed = orders.filter(({ status }) => status === 'confirmed').length;
      assert.ok(confirmed <= Math.min(enough, 2));
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
