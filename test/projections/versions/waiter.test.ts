import assert from 'node:assert/strict';
import { VersionWaiter } from '../../../projections/versions/waiter.ts';
import { added, created } from '../support/carts.ts';
import { creditEvents } from '../support/credits.ts';
import { freshReadModel, type TestReadModel } from '../support/database.ts';
import { TestLog } from '../support/log.ts';
import { orderUntil } from '../support/orders.ts';
import { project, start } from '../support/project.ts';
import { returnEvents } from '../support/returns.ts';
import { quoteEvents } from '../support/sales-quotes.ts';
import { subscriptionEvents } from '../support/subscriptions.ts';
import { eventually } from '../../support/eventually.ts';

const ever = 60_000;

describe('waiting for a version', () => {
  let database: TestReadModel;
  let waiter: VersionWaiter;
  let log: TestLog;
  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());
  beforeEach(async () => {
    await database.clear();
    log = new TestLog();
    waiter = new VersionWaiter(database.readModel, database.connection);
  });
  afterEach(() => waiter.close());

  it('is over at once for what is there', async () => {
    await log.add(['cart', 'demo', 'x'], created('x'), added('x', 'L1'));
    await log.add(['order', 'demo', 'x'], ...orderUntil('x', 'reserve'));
    await log.add(['return', 'demo', 'x'], ...returnEvents('x').slice(0, 2));
    await log.add(['subscription', 'demo', 'x'], ...subscriptionEvents('x').slice(0, 2));
    await log.add(['credit', 'demo', 'x'], ...creditEvents('x').slice(0, 2));
    await log.add(['quote', 'demo', 'x'], ...quoteEvents('x').slice(0, 2));
    await project(database, log);
    for (const kind of ['cart', 'credit', 'order', 'quote', 'return', 'subscription'] as const) {
      assert.equal(await waiter.waitForVersion(kind, 'demo', 'x', 2, ever), true);
    }
  });

  it('is in vain for what does not come, for another organisation’s too', async () => {
    await log.add(['cart', 'demo', 'x'], created('x'), added('x', 'L1'));
    await project(database, log);
    assert.equal(await waiter.waitForVersion('cart', 'demo', 'x', 3, 20), false);
    assert.equal(await waiter.waitForVersion('cart', 'other', 'x', 1, 20), false);
    assert.equal(await waiter.waitForVersion('order', 'demo', 'x', 1, 20), false);
  });

  it('hears of a projector in another process, and of nothing but the version asked for', async () => {
    const reached: number[] = [];
    const waits = [1, 2, 3].map(async (version) => {
      assert.equal(await waiter.waitForVersion('cart', 'demo', 'x', version, ever), true);
      reached.push(version);
    });
    const projector = start(database, log);
    for (const [index, event] of [created('x'), added('x', 'L1'), added('x', 'L2')].entries()) {
      await log.add(['cart', 'demo', `other-${index}`], created('other'));
      await log.add(['cart', 'demo', 'x'], event);
      await eventually(() => reached.length > index);
      assert.equal(reached.length, index + 1);
    }
    await Promise.all(waits);
    await projector.stop();
    assert.deepEqual(reached, [1, 2, 3]);
  });

  it('hears of this process’s projector without asking the database', async () => {
    const wait = waiter.waitForVersion('order', 'demo', 'x', 2, ever);
    waiter.applied({ versions: new Map([['order-demo/x', 1]]) });
    waiter.applied({ versions: new Map([['order-demo/x', 2]]) });
    assert.equal(await wait, true);
  });

  it('goes on when its connection is cut', async () => {
    const wait = waiter.waitForVersion('cart', 'demo', 'x', 1, ever);
    const isListening = async (): Promise<boolean> => {
      const { rows } = await database.pool.query(`select from pg_stat_activity where query like 'listen %'`);
      return rows.length > 0;
    };
    await eventually(isListening);
    await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen %'`);
    await eventually(isListening);
    await log.add(['cart', 'demo', 'x'], created('x'));
    await project(database, log);
    assert.equal(await wait, true);
  });

  it('ends when the waiter is closed', async () => {
    const wait = waiter.waitForVersion('cart', 'demo', 'x', 1, ever);
    await waiter.close();
    assert.equal(await wait, false);
  });

  it('fails if the database does not answer', async () => {
    const nowhere = new VersionWaiter(database.readModel, { host: '127.0.0.1', port: 1 });
    await assert.rejects(nowhere.waitForVersion('cart', 'demo', 'x', 1, ever), { code: 'ECONNREFUSED' });
    await nowhere.close();
  });
});
