import assert from 'node:assert/strict';
import { EventStoreUnavailableError, type EventStore } from '../../../application/ports/event-store.ts';
import { numberZReports } from '../../../application/shifts/number-z-reports.ts';
import { close, open } from '../../domain/shift/shifts.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { InMemoryEventStore } from '../../support/in-memory-event-store.ts';
import { meddlingEventStore } from '../../support/meddling-event-store.ts';
import { accepted } from '../../support/test-engine.ts';
import { drawer, shiftFixture, type ShiftFixture } from './shift-fixture.ts';

const numbered = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

/** As a till tells of them that was cut off: all of one till are open at once. */
const opened = async ({ handlers }: ShiftFixture, shiftIds: readonly string[]): Promise<void> => {
  for (const shiftId of shiftIds) {
    accepted(await handlers.shift.handle(shiftId, contextFor(`${shiftId} told`), { ...open, shiftId }));
  }
};

describe('the numbers of Z reports', () => {
  it('are consecutive for a hundred shifts of a till that close at once, in two processes', async () => {
    const log = new InMemoryEventStore();
    const [one, two] = [shiftFixture({ log }), shiftFixture({ log, process: 1 })];
    const shiftIds = numbered(100).map((n) => `s${n}`);
    await opened(one, shiftIds);
    const events = log.all();
    await Promise.all([
      ...shiftIds.map((shiftId, index) => [one, two][index % 2]!.close(shiftId)),
      numberZReports(one)(events[0]!),
    ]);
    await two.settle();
    assert.deepEqual(
      one
        .zNumbers()
        .map(([, zNumber]) => zNumber)
        .sort((a, b) => a - b),
      numbered(100),
    );
    assert.deepEqual(new Set(one.zNumbers().map(([shiftId]) => shiftId)), new Set(shiftIds));
  }).timeout(20_000);

  it('are of each till its own', async () => {
    const fixture = shiftFixture();
    for (const [shiftId, tillId] of [
      ['a1', 'a'],
      ['b1', 'b'],
      ['a2', 'a'],
      ['a3', 'a'],
    ] as const) {
      accepted(await fixture.engine.shifts.open(contextFor(shiftId), { ...drawer, shiftId, tillId }));
      accepted(await fixture.close(shiftId));
    }
    assert.deepEqual(fixture.zNumbers(), [
      ['a1', 1],
      ['b1', 1],
      ['a2', 2],
      ['a3', 3],
    ]);
  });

  it('are given to shifts that a till tells of as closed', async () => {
    const fixture = shiftFixture();
    await opened(fixture, ['s1']);
    accepted(await fixture.handlers.shift.handle('s1', contextFor('told'), { ...close(50_000, []), shiftId: 's1' }));
    assert.deepEqual(fixture.zNumbers(), []);
    await fixture.settle();
    await fixture.settle();
    assert.deepEqual(fixture.zNumbers(), [['s1', 1]]);
  });

  it('stay the same at every cut of a crash', async () => {
    for (const after of [false, true]) {
      for (let cut = 1; ; cut += 1) {
        const log = new InMemoryEventStore();
        const whole = shiftFixture({ log });
        accepted(await whole.open('s0'));
        accepted(await whole.close('s0'));
        accepted(await whole.open('s1'));
        const store = cutStore(log, cut, after);
        const died = await shiftFixture({ log, store, process: 1 })
          .close('s1')
          .then(
            () => false,
            (error: unknown) => error instanceof EventStoreUnavailableError,
          );
        const survivor = shiftFixture({ log, process: 2 });
        // the till asks again, before or after the background has done it
        if (cut % 2 === 0) await survivor.settle();
        const closed = accepted(await survivor.close('s1'));
        await survivor.settle();
        assert.deepEqual(
          [closed.close?.zNumber, survivor.zNumbers()],
          [
            2,
            [
              ['s0', 1],
              ['s1', 2],
            ],
          ],
          `cut ${cut}`,
        );
        if (!died) {
          assert.ok(cut > 4, `only ${cut} cuts`);
          break;
        }
      }
    }
  });

  it('go on in the next range, and the number that a shift has in an earlier one stays', async () => {
    const fixture = shiftFixture();
    const { handlers } = fixture;
    const at = contextFor('x').now;
    const range = { series: 'till-1', range: 1, from: 1, to: 2, expiresAt: null, at };
    accepted(
      await handlers.folios.handle('till.till-1.1', contextFor('small range'), { type: 'OpenFolioRange', ...range }),
    );
    await opened(fixture, ['s1', 's2', 's3', 's4']);
    // s1 had taken its number when its process died, long ago
    const allocate = { type: 'AllocateFolio', documentId: 's1', at } as const;
    accepted(await handlers.folios.handle('till.till-1.1', contextFor('long ago'), allocate));
    for (const shiftId of ['s2', 's3', 's4', 's1']) accepted(await fixture.close(shiftId));
    assert.deepEqual(fixture.zNumbers(), [
      ['s2', 2],
      ['s3', 1001],
      ['s4', 1002],
      ['s1', 1],
    ]);
  });
});

/** The `at`-th append fails, or its answer is lost, and so does every call from then on. */
const cutStore = (log: InMemoryEventStore, at: number, after: boolean): EventStore => {
  let calls = 0;
  const dead = () => Promise.reject(new EventStoreUnavailableError('crashed'));
  const meddling = {
    loseNextAnswer: false,
    beforeAppend: () => {
      calls += 1;
      if (calls > at || (calls === at && !after)) return dead();
      meddling.loseNextAnswer = calls === at;
      return Promise.resolve();
    },
  };
  return meddlingEventStore(log, meddling);
};
