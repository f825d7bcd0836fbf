import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OfflineRecord } from '../../../../application/pos/sync/offline-record.ts';
import { seededRandom } from '../../../support/random.ts';
import { closing, minute, movement, opening, sale, soldLine, voidOf } from './offline-records.ts';
import { SyncFixture } from './sync-fixture.ts';

const runs = Number(process.env.SYNC_RUNS ?? 60);

/** Of a line: known goods at the price of the day or not, unknown ones, weighed ones, agreed prices. */
const lines = fc.array(
  fc.record({
    variantId: fc.constantFrom('v1', 'v2', 'unheard-of'),
    unitPrice: fc.constantFrom(9990, 10_990, 995),
    quantity: fc.constantFrom(1000, 2000, 350),
    priceSource: fc.constantFrom('offline', 'override'),
  }),
  { minLength: 1, maxLength: 3 },
);

/** What happens between the opening of a drawer and its count. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('sale'),
      lines,
      method: fc.constantFrom('cash', 'card_local'),
      customerId: fc.constantFrom(null, 'c1', 'unheard-of'),
      voided: fc.constantFrom('not', 'here', 'at the other till'),
      claims: fc.constantFrom(0, 0, 0, 7),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('movement'),
      direction: fc.constantFrom('in', 'out'),
      amount: fc.integer({ min: 1, max: 90_000 }),
    }),
  },
);

type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never;

interface TillRecord {
  readonly tillId: string;
  readonly told: OfflineRecord;
}

/** What a till tells of it; a void may be told by the other till, whose drawer gave the money back. */
const toldOf = (
  shiftId: string,
  otherShiftId: string,
  happened: Happening,
  index: number,
): readonly OfflineRecord[] => {
  const id = `${shiftId}-${index}`;
  const at = minute(index);
  if (happened.kind === 'movement') {
    const { direction, amount } = happened;
    return [movement(id, { shiftId, direction, amount, at })];
  }
  const { method, customerId, voided, claims } = happened;
  const lines = happened.lines.map((line, index) => soldLine(`L${index + 1}`, line));
  const sold = sale(id, { shiftId, method, customerId, at, lines });
  const told = { ...sold, totals: { ...sold.totals, tax: sold.totals.tax + claims } };
  return voided === 'not' ? [told] : [told, voidOf(id, { shiftId: voided === 'here' ? shiftId : otherShiftId, at })];
};

/** A day at two tills: all that they tell of. */
const days = fc
  .tuple(fc.array(happening, { maxLength: 5 }), fc.array(happening, { maxLength: 5 }), fc.boolean(), fc.boolean())
  .map(([one, other, ...areClosed]) => {
    const happened = [
      ...one.flatMap((each, index) => toldOf('shift-1', 'shift-2', each, index)),
      ...other.flatMap((each, index) => toldOf('shift-2', 'shift-1', each, index)),
    ];
    return ['1', '2'].flatMap((till, index): readonly TillRecord[] => {
      const id = `shift-${till}`;
      const own = happened.filter((told) => 'shiftId' in told && told.shiftId === id);
      const close = closing(own, { id, countedCash: 61_000 });
      const records = [opening({ id }), ...own, ...(areClosed[index] === true ? [close] : [])];
      return records.map((told) => ({ tillId: `till-${till}`, told }));
    });
  });

/** What the line, the tabs and the background do with it: parts of it, again and again, in any order, at once. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('send'),
      picks: fc.array(fc.nat(), { maxLength: 8 }),
      process: fc.nat(1),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('race'), picks: fc.array(fc.nat(), { maxLength: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('work'), subscription: fc.nat(2), events: fc.nat(6) }) },
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const send = async (fixture: SyncFixture, records: readonly TillRecord[], process: number): Promise<void> => {
  for (const tillId of ['till-1', 'till-2']) {
    const own = records.filter((record) => record.tillId === tillId).map(({ told }) => told);
    if (own.length > 0) await fixture.sync(own, process, tillId);
  }
};

const take = async (fixture: SyncFixture, all: readonly TillRecord[], step: Step): Promise<void> => {
  if (step.kind === 'work') {
    await fixture.work(step.subscription, step.events);
    return;
  }
  const picked = step.picks.map((pick) => all[pick % all.length]!);
  if (step.kind === 'send') await send(fixture, picked, step.process);
  else await Promise.all([send(fixture, picked, 0), send(fixture, picked.toReversed(), 1)]);
};

/** Somebody closed the shift of the second till at the engine while that till was away: what it sold comes too late. */
const prepared = async (isClosedHere: boolean): Promise<SyncFixture> => {
  const fixture = new SyncFixture();
  if (!isClosedHere) return fixture;
  await fixture.sync([opening({ id: 'shift-2' })], 0, 'till-2');
  await fixture.closeByHand('shift-2');
  return fixture;
};

describe('what offline tills tell of', function () {
  this.timeout(120_000);

  it('ends in the same state, however it is cut, ordered, repeated and raced, and whoever is away meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        days,
        fc.boolean(),
        fc.array(step, { maxLength: 25 }),
        fc.record({ seed: fc.integer(), failures: fc.constantFrom(0, 0.05, 0.3) }),
        fc.infiniteStream(fc.nat()),
        async (all, isClosedHere, steps, { seed, failures }, order) => {
          const clean = await prepared(isClosedHere);
          await send(clean, all, 0);
          await clean.settle();

          const fixture = await prepared(isClosedHere);
          const random = seededRandom(seed);
          fixture.unlucky = () => random() < failures;
          for (const step of steps) await take(fixture, all, step);
          fixture.unlucky = () => false;
          const shuffled = all.map((record) => ({ record, key: order.next().value as number }));
          await send(
            fixture,
            shuffled.sort((a, b) => a.key - b.key).map(({ record }) => record),
            1,
          );
          await fixture.settle();

          assert.deepEqual(fixture.state(), clean.state());
        },
      ),
      { numRuns: runs },
    );
  });
});
