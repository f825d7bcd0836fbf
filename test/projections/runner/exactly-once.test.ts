import fc from 'fast-check';
import { sql } from 'kysely';
import assert from 'node:assert/strict';
import type { Projection } from '../../../projections/runner/projection.ts';
import { freshReadModel, projections, type TestReadModel } from '../support/database.ts';
import { stuttering, type TestLog } from '../support/log.ts';
import { mixedLog } from '../support/mixed-log.ts';
import { project, start } from '../support/project.ts';

/** A projection whose statement fails once, in the transaction of one batch, after the rest wrote. */
const saboteur = (batch: number): Projection => {
  let left = batch;
  return {
    name: 'saboteur',
    version: 1,
    categories: ['order'],
    tables: [],
    begin:
      ({ db }) =>
      () => {
        left -= 1;
        return Promise.resolve(left === 0 ? [sql`select 1 / 0`.compile(db)] : []);
      },
  };
};

describe('a projector counts each event exactly once', () => {
  let database: TestReadModel;
  let log: TestLog;
  let expected: Readonly<Record<string, string>>;

  before(async () => {
    database = await freshReadModel();
    log = await mixedLog();
    await project(database, log);
    expected = await database.dump();
  });
  after(() => database.drop());
  beforeEach(() => database.clear());

  it('the log of this test has something for every table', async () => {
    await project(database, log);
    const empty = await freshReadModel();
    const none = await empty.dump();
    await empty.drop();
    const same = Object.keys(expected).filter((table) => expected[table] === none[table]);
    assert.deepEqual(same, []);
  });

  for (const batchSize of [1, 2, 7, 1000]) {
    it(`gives the same rows, to the byte, in batches of ${batchSize}`, async () => {
      await project(database, log, { batchSize });
      assert.deepEqual(await database.dump(), expected);
    });
  }

  it('gives the same rows when it is stopped and started anywhere', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 6 });
    const stopAfterOne = async (batchSize: number): Promise<void> => {
      let applied: () => void = () => undefined;
      const once = new Promise<void>((resolve) => (applied = resolve));
      const projector = start(database, log, { batchSize, onApplied: applied });
      await once;
      await projector.stop();
    };
    await fc.assert(
      fc.asyncProperty(sizes, async (batchSizes) => {
        await database.clear();
        for (const batchSize of batchSizes) await stopAfterOne(batchSize);
        await project(database, log);
        assert.deepEqual(await database.dump(), expected);
      }),
      { numRuns: 10 },
    );
  });

  it('writes nothing of a batch whose transaction fails, and then all of it', async () => {
    const sabotaged = [...projections, saboteur(3)];
    const retried: unknown[] = [];
    await project(database, log, {
      batchSize: 9,
      projections: sabotaged,
      onRetry: (error) => retried.push(error instanceof Error ? error.message : error),
    });
    assert.deepEqual({ ...(await database.dump()), checkpoints: '' }, { ...expected, checkpoints: '' });
    assert.deepEqual(retried, ['division by zero']);
  });

  it('leaves out events that the store sends again', async () => {
    await project(database, stuttering(log), { batchSize: 10 });
    assert.deepEqual(await database.dump(), expected);
  });
});
