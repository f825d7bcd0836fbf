import assert from 'node:assert/strict';
import type { CartTables } from '../../../projections/carts/table.ts';
import type { DeadlineTables } from '../../../projections/deadlines/table.ts';
import { checkpoints } from '../../../projections/runner/checkpoint.ts';
import { ProjectionFault } from '../../../projections/runner/projection.ts';
import { eventually } from '../../support/eventually.ts';
import { added, created } from '../support/carts.ts';
import { freshReadModel, projections, type TestReadModel } from '../support/database.ts';
import { recordedAt, TestLog } from '../support/log.ts';
import { orderUntil } from '../support/orders.ts';
import { project, start } from '../support/project.ts';

describe('a projector that cannot understand the log', () => {
  let database: TestReadModel;
  let log: TestLog;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());
  beforeEach(async () => {
    await database.clear();
    log = new TestLog();
  });

  const fails = async (message: string, changes: Parameters<typeof project>[2] = {}): Promise<void> => {
    await assert.rejects(project(database, log, changes), (error) => {
      assert.ok(error instanceof ProjectionFault);
      assert.equal(error.message, message);
      return true;
    });
  };

  it('stops at an event type that it does not know, having written what came before', async () => {
    await log.add(['order', 'demo', 'o1'], ...orderUntil('o1', 'reserve'));
    await log.add(['order', 'demo', 'o1'], { type: 'OrderGiftWrapped', data: {} });
    const projector = start(database, log, { batchSize: 2 });
    const fault = await projector.ended;
    assert.ok(fault instanceof ProjectionFault);
    assert.equal(
      fault.message,
      'unknown event type OrderGiftWrapped at order-demo/o1@3, position 3: upgrade this process',
    );
    assert.equal(projector.state(), 'failed');
    const row = await checkpoints(database.readModel)
      .selectFrom('checkpoints')
      .select('position')
      .executeTakeFirstOrThrow();
    assert.equal(Number(row.position), 2);
  });

  it('stops at it even if none of its projections would read it', async () => {
    await log.add(['order', 'demo', 'o1'], { type: 'OrderGiftWrapped', data: {} });
    await fails('unknown event type OrderGiftWrapped at order-demo/o1@1, position 1: upgrade this process', {
      projections: projections.filter(({ name }) => name === 'picking_lists'),
    });
  });

  it('makes rows of another version anew, from the first event', async () => {
    await log.add(['cart', 'demo', 'c1'], created('c1'));
    await project(database, log);
    const expected = await database.dump();
    const { db } = database.readModel;
    await checkpoints(database.readModel).updateTable('checkpoints').set({ projections: 'carts@0' }).execute();
    await db.withTables<CartTables>().updateTable('carts').set({ status: 'expired', version: 7 }).execute();
    await db.withTables<DeadlineTables>().deleteFrom('deadlines').execute();
    let rebuilt = 0;
    await project(database, log, { onRebuild: () => (rebuilt += 1) });
    assert.equal(rebuilt, 1);
    assert.deepEqual(await database.dump(), expected);
    await project(database, log, { onRebuild: () => (rebuilt += 1) });
    assert.equal(rebuilt, 1, 'once is enough');
  });

  it('tries again while the log is away', async () => {
    await log.add(['cart', 'demo', 'c1'], created('c1'));
    let failures = 0;
    const away = {
      head: () => log.head(),
      subscribe: (options: Parameters<TestLog['subscribe']>[0]) => {
        failures += 1;
        if (failures <= 3) throw new Error('connection refused');
        return log.subscribe(options);
      },
    };
    const retried: unknown[] = [];
    await project(database, away, { onRetry: (error) => retried.push(error instanceof Error ? error.message : error) });
    assert.deepEqual(retried, ['connection refused', 'connection refused', 'connection refused']);
  });
});

describe('how far behind a projector is', () => {
  let database: TestReadModel;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());

  it('counts positions, and the age of the oldest event not applied', async () => {
    const log = new TestLog();
    await log.add(['cart', 'demo', 'c1'], created('c1'), added('c1', 'L1'));
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    let hasBatch: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (hasBatch = resolve));
    const now = Date.parse(recordedAt) + 1500;
    const projector = start(database, log, {
      now: () => now,
      projections: [
        {
          name: 'slow',
          version: 1,
          categories: ['cart'],
          tables: [],
          begin: () => async () => {
            hasBatch();
            await gate;
            return [];
          },
        },
      ],
    });
    await held;
    assert.deepEqual(await projector.lag(), { positions: 2, ageMs: 1500 });
    release();
    await eventually(() => projector.state() === 'live');
    assert.deepEqual(await projector.lag(), { positions: 0, ageMs: 0 });
    await projector.stop();
    assert.equal(projector.state(), 'stopped');
    assert.equal(await projector.ended, undefined);
  });
});
