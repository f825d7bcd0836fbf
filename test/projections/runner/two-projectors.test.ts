import assert from 'node:assert/strict';
import { checkpoints } from '../../../projections/runner/checkpoint.ts';
import type { Applied } from '../../../projections/runner/options.ts';
import { freshReadModel, type TestReadModel } from '../support/database.ts';
import { TestLog } from '../support/log.ts';
import { orderUntil } from '../support/orders.ts';
import { project, start } from '../support/project.ts';
import { eventually } from '../../support/eventually.ts';

describe('two projectors of one name', () => {
  let database: TestReadModel;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());
  beforeEach(() => database.clear());

  it('one works, the other takes over where it was when it stops, and no event counts twice', async () => {
    const log = new TestLog();
    await log.add(['order', 'demo', 'o1'], ...orderUntil('o1', 'assign'));
    const head = await log.head();
    const seen: { readonly by: string; readonly position: number }[] = [];
    const watch =
      (by: string) =>
      ({ position }: Applied): void => {
        seen.push({ by, position });
      };

    const first = start(database, log, { onApplied: watch('first') });
    await eventually(() => first.state() === 'live');
    const second = start(database, log, { onApplied: watch('second') });
    await eventually(() => second.state() === 'passive');
    assert.deepEqual(await second.lag(), { positions: 0, ageMs: 0 });

    await first.stop();
    await log.add(['order', 'demo', 'o2'], ...orderUntil('o2', 'pay'));
    await eventually(() => seen.some(({ by, position }) => by === 'second' && position > head));
    await second.stop();

    const taken = await database.dump();
    await database.clear();
    await project(database, log);
    assert.deepEqual(taken, await database.dump());
    assert.deepEqual([...new Set(seen.map(({ by }) => by))], ['first', 'second']);
  });

  it('takes over from one whose connection is cut, which goes on when the lock is free again', async () => {
    const log = new TestLog();
    await log.add(['order', 'demo', 'o1'], ...orderUntil('o1', 'assign'));
    const projectors = [start(database, log), start(database, log)];
    for (const id of ['o2', 'o3', 'o4']) {
      await eventually(() => projectors.some((projector) => projector.state() === 'live'));
      await database.pool.query(
        `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`,
      );
      await log.add(['order', 'demo', id], ...orderUntil(id, 'pack'));
      const head = await log.head();
      await eventually(async () => (await checkpointOf(database)) === head);
    }
    await Promise.all(projectors.map((projector) => projector.stop()));

    const taken = await database.dump();
    await database.clear();
    await project(database, log);
    assert.deepEqual(taken, await database.dump());
  });

  it('forgets what it remembered when another process moved the checkpoint', async () => {
    const log = new TestLog();
    await log.add(['order', 'demo', 'o1'], ...orderUntil('o1', 'assign'));
    const retried: unknown[] = [];
    const projector = start(database, log, {
      onRetry: (error) => retried.push(error instanceof Error ? error.message : error),
    });
    await eventually(() => projector.state() === 'live');
    await database.clear();
    await checkpoints(database.readModel)
      .insertInto('checkpoints')
      .values({ projector: 'all', position: 0, projections: madeBy })
      .execute();
    await log.add(['order', 'demo', 'o2'], ...orderUntil('o2', 'pay'));
    const head = await log.head();
    await eventually(async () => (await checkpointOf(database)) === head);
    await projector.stop();

    assert.deepEqual(retried, ['channel name cannot be empty']);
    const taken = await database.dump();
    await database.clear();
    await project(database, log);
    assert.deepEqual(taken, await database.dump());
  });
});

const madeBy = 'carts@1 orders@1 returns@1 picking_lists@1 deadlines@1';

const checkpointOf = async ({ readModel }: TestReadModel): Promise<number> => {
  const row = await checkpoints(readModel).selectFrom('checkpoints').select('position').executeTakeFirst();
  return Number(row?.position);
};
