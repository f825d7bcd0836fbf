import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { runProcess, startProcess } from '../support/processes.ts';

const month = fileURLToPath(new URL('../support/data/online-retail-2010-12.csv.gz', import.meta.url));

/** Reckoned apart, by a script of its own that knows nothing of the engine. */
const expected = {
  input: { invoices: 2025, lines: 42481, amount: '748957.02' },
  orders: { count: 1459, lines: 26708, amount: '602781.88' },
  returns: { count: 155, lines: 288, amount: '8001.72' },
  rejected: {
    lines: 15485,
    amount: '154176.86',
    by_reason: {
      below_minimum_amount: { lines: 84, amount: '249.26' },
      max_items_exceeded: { lines: 14688, amount: '220715.00' },
      no_customer: { lines: 38, amount: '-56679.25' },
      no_matching_order_line: { lines: 402, amount: '-10108.15' },
      non_positive_price: { lines: 203, amount: '0.00' },
      non_positive_quantity: { lines: 70, amount: '0.00' },
    },
  },
};

/** The same with `MAX_ITEMS_PER_ORDER=2000`. */
const expectedWithoutLimit = {
  input: expected.input,
  orders: { count: 1505, lines: 41396, amount: '823496.88' },
  returns: { count: 156, lines: 289, amount: '8031.72' },
  rejected: {
    lines: 796,
    amount: '-66508.14',
    by_reason: {
      below_minimum_amount: { lines: 84, amount: '249.26' },
      no_customer: { lines: 38, amount: '-56679.25' },
      no_matching_order_line: { lines: 401, amount: '-10078.15' },
      non_positive_price: { lines: 203, amount: '0.00' },
      non_positive_quantity: { lines: 70, amount: '0.00' },
    },
  },
};

describe('import of a real month', function () {
  this.timeout(180_000);
  let database: TestDatabase;
  let client: pg.Client;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'comanda-import-'));
  });
  after(() => rm(folder, { recursive: true }));

  beforeEach(async () => {
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  const environment = (more = {}) => ({ DATABASE_URL: database.url, DATA_DIR: join(folder, 'engine'), ...more });

  const importMonth = async (more = {}): Promise<unknown> => {
    const report = join(folder, 'report.json');
    const { code, log } = await runProcess('import', environment(more), [month, '--report', report]);
    assert.equal(code, 0, log);
    return JSON.parse(await readFile(report, 'utf8'));
  };

  const count = async (sql: string): Promise<Record<string, string>> => {
    const { rows } = await client.query<Record<string, string>>(sql);
    return rows[0] ?? {};
  };

  /** What the read models say, in the report's shape. */
  const readModels = async () => {
    const pounds = `to_char(coalesce(sum(%)/100.0, 0), 'FM99999999990.00')`;
    const sums = (table: string, amount: string, where: string) =>
      count(`select count(*)::int as count, sum(lines_count)::int as lines, ${pounds.replace('%', amount)} as amount
             from read_model.${table} where ${where}`);
    return {
      orders: await sums('orders', 'total', 'true'),
      returns: await sums('returns', 'amount', `status = 'refunded'`),
    };
  };

  it('balances to the penny, and the read models say the same', async () => {
    const report = await importMonth();
    assert.deepEqual(report, expected);
    assert.deepEqual(await readModels(), { orders: expected.orders, returns: expected.returns });
    const { refunded } = await count('select (sum(refunded)/100.0)::numeric(12,2) as refunded from read_model.orders');
    assert.equal(refunded, expected.returns.amount);
    const open = await count(`select count(*)::int as orders from read_model.orders
                              where status not in ('delivered', 'refunded') or total <> captured`);
    assert.deepEqual(open, { orders: 0 });
  });

  it('doubles nothing when it is killed on the way and run again, twice', async () => {
    const first = startProcess('import', environment(), [month]);
    for (;;) {
      const { events } = await count(
        `select coalesce((select max(n_tup_ins) from pg_stat_user_tables where schemaname = 'event_store'), 0)::int as events`,
      );
      if (Number(events) > 2000) break;
      assert.equal(first.child.exitCode, null, first.log());
    }
    assert.equal(await first.end('SIGKILL'), 'SIGKILL');

    assert.deepEqual(await importMonth(), expected);
    const log = 'select count(*)::int as events, max(position)::int as head from event_store.events';
    const before = await count(log);
    assert.equal(before.events, before.head);

    assert.deepEqual(await importMonth(), expected);
    assert.deepEqual(await count(log), before);
    assert.deepEqual(await readModels(), { orders: expected.orders, returns: expected.returns });
  });

  it('takes long invoices where the limit allows them', async () => {
    assert.deepEqual(await importMonth({ MAX_ITEMS_PER_ORDER: '2000' }), expectedWithoutLimit);
    const { orders, returns } = expectedWithoutLimit;
    assert.deepEqual(await readModels(), { orders, returns });
  });

  it('refuses what is no file of its kind, and says what to do', async () => {
    const { code, log } = await runProcess('import', environment(), [join(folder, 'none.csv')]);
    assert.equal(code, 2);
    assert.match(log, /cannot read .*none\.csv: give the path of an existing/);
    const usage = await runProcess('import', environment(), ['--nonsense']);
    assert.equal(usage.code, 2);
    assert.match(usage.log, /usage: npm run import/);
  });
});
