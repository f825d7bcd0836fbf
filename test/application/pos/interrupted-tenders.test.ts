import assert from 'node:assert/strict';
import { EventStoreUnavailableError } from '../../../application/ports/event-store.ts';
import { isUnavailability } from '../../../application/resilience/unavailability.ts';
import { accepted } from '../../support/test-engine.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore, type Meddling } from '../../support/meddling-event-store.ts';
import { tillFixture, type TillFixture } from './till-fixture.ts';

/** Two processes on one store: one whose till is served, and one that works in the background. */
const twoProcesses = async () => {
  const log = new InMemoryEventStore();
  const background = await tillFixture({ log });
  const meddling: Meddling = {};
  const { customers } = background;
  const till = await tillFixture({ log, store: meddlingEventStore(log, meddling), customers, process: 1 });
  accepted(await background.identify('c1'));
  accepted(await background.mug());
  await background.give(4000);
  return { log, background, till, meddling, customers };
};

type Processes = Awaited<ReturnType<typeof twoProcesses>>;

const redemptions = ({ log, customers }: Processes) => ({
  credit: log.all().flatMap(({ stream, type }) => (stream.startsWith('credit-') ? [type] : [])),
  points: customers.ledger.map(({ kind, points }) => [kind, points]),
});

/** Sends a command again until it is answered, as a till does. */
const insist = async <Answer>(command: () => Promise<Answer>): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await command();
    } catch (error) {
      if (!isUnavailability(error) || attempt === 5) throw error;
    }
  }
};

const payBoth = async ({ till }: Processes): Promise<void> => {
  const credit = await insist(() => till.pay('store_credit', 4000, { name: 'credit' }));
  const points = await insist(() => till.pay('loyalty', 4995, { name: 'points' }));
  accepted(credit);
  accepted(points);
};

describe('a till whose process dies while its tenders are settled', () => {
  /** The appends of paying with both: each payment is taken, then its credit, then settled. */
  const appends = 5;
  const faults: readonly [string, (meddling: Meddling, at: number) => void][] = [
    [
      'before',
      (meddling, at) => {
        let left = at;
        meddling.beforeAppend = () => {
          left -= 1;
          return left === 0 ? Promise.reject(new EventStoreUnavailableError('cut off')) : Promise.resolve();
        };
      },
    ],
    [
      'after',
      (meddling, at) => {
        let left = at;
        meddling.beforeAppend = () => {
          left -= 1;
          if (left === 0) meddling.loseNextAnswer = true;
          return Promise.resolve();
        };
      },
    ],
  ];

  for (const [moment, fail] of faults) {
    it(`${moment} any of its appends takes money and points once, and gives them back once`, async () => {
      for (let at = 1; at <= appends; at += 1) {
        for (const isRepeated of [true, false]) {
          const processes = await twoProcesses();
          const { background, till, meddling, customers } = processes;
          fail(meddling, at);
          if (isRepeated) await payBoth(processes);
          else await payBoth({ ...processes, till: once(till) }).catch(() => undefined);
          await background.runAll(2);
          const held = (await background.transaction()).tenders.map(({ amount }) => amount);
          const said = `append ${at}, ${isRepeated ? 'sent again' : 'given up'}`;
          if (isRepeated) assert.deepEqual(held, [4000, 4995], said);
          assert.equal(await background.balance(), held.includes(4000) ? 0 : 4000, said);
          assert.equal(customers.points('c1'), held.includes(4995) ? 15_005 : 20_000, said);
          assert.equal((await background.transaction()).settledPayments.length, held.length, said);

          accepted(await background.cancel());
          await background.runAll(2);
          assert.deepEqual([await background.balance(), customers.points('c1')], [4000, 20_000], said);
          const { credit, points } = redemptions(processes);
          const moved = held.includes(4000) ? ['CreditIssued', 'CreditRedeemed', 'CreditRestored'] : ['CreditIssued'];
          assert.deepEqual(credit, moved, said);
          assert.deepEqual(
            points,
            held.includes(4995)
              ? [
                  ['redeem', -4995],
                  ['restore', 4995],
                ]
              : [],
            said,
          );
        }
      }
    });
  }

  it('dies with any service that fails, too', async () => {
    for (const outage of ['before', 'after'] as const) {
      const processes = await twoProcesses();
      const { background, till, customers } = processes;
      customers.outage = outage;
      await assert.rejects(till.pay('loyalty', 4995));
      await assert.rejects(background.runAll());
      customers.outage = 'none';
      await background.runAll(2);
      assert.deepEqual((await background.transaction()).settledPayments, ['pos-1.P1']);
      customers.outage = outage;
      accepted(await background.cancel());
      await assert.rejects(background.runAll());
      customers.outage = 'none';
      await background.runAll(2);
      assert.equal(customers.points('c1'), 20_000);
    }
  });
});

/** A till that does not send anything again. */
const once = (till: TillFixture): TillFixture => {
  let isDead = false;
  return {
    ...till,
    pay: async (...args) => {
      if (isDead) throw new Error('the till is off');
      try {
        return await till.pay(...args);
      } catch (error) {
        isDead = true;
        throw new Error('the till is off', { cause: error });
      }
    },
  };
};

describe('a payment that is given back while it is being settled', () => {
  /** Somebody gives it back right before the ledger writes that it took the credit. */
  const overtaken = async (then: (processes: Processes) => void) => {
    const processes = await twoProcesses();
    const { background, till, meddling } = processes;
    meddling.beforeAppend = async (stream) => {
      if (!stream.startsWith('credit-')) return;
      delete meddling.beforeAppend;
      accepted(await background.engine.pos.returnPayment(background.next(), background.id, 'pos-1.P1'));
      await background.runAll();
      then(processes);
    };
    return { ...processes, pay: () => till.pay('store_credit', 4000) };
  };

  it('goes back to the shopper', async () => {
    const { pay, background } = await overtaken(() => undefined);
    const { tenders, settledPayments } = accepted(await pay());
    assert.deepEqual([tenders, settledPayments], [[], ['pos-1.P1']]);
    await background.runAll();
    assert.equal(await background.balance(), 4000);
  });

  it('goes back though the process dies before it can say so', async () => {
    const { pay, background } = await overtaken(({ meddling }) => {
      meddling.loseNextAnswer = true;
    });
    await assert.rejects(pay());
    assert.equal(await background.balance(), 0);
    await background.runAll();
    assert.deepEqual(background.types().slice(2), ['PosPaymentTaken', 'PosPaymentReturned', 'PosPaymentSettled']);
    assert.equal(await background.balance(), 4000);
  });

  it('is not taken again after it went back', async () => {
    const { background, till } = await twoProcesses();
    accepted(await till.pay('store_credit', 4000, { name: 'pay' }));
    accepted(await background.engine.pos.returnPayment(background.next(), background.id, 'pos-1.P1'));
    accepted(await till.pay('store_credit', 4000, { name: 'pay' }));
    await background.runAll(2);
    assert.deepEqual([await background.balance(), (await background.transaction()).tenders], [4000, []]);
  });
});
