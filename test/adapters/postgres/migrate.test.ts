import assert from 'node:assert/strict';
import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { migrate } from '../../../adapters/postgres/migrate.ts';
import { freshDatabase, type TestDatabase } from '../../support/postgres.ts';

const owner = (schema: string, ...statements: readonly string[]) => ({
  schema,
  migrations: Object.fromEntries(
    statements.map((statement, index) => [
      `00${index + 1}`,
      {
        up: async (db: Kysely<unknown>) => {
          await sql.raw(statement).execute(db);
        },
      },
    ]),
  ),
});

describe('migrate', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeEach(async () => {
    database = await freshDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });
  const numbers = async (table: string): Promise<unknown[]> =>
    (await client.query<{ n: number }>(`select n from ${table} order by n`)).rows.map(({ n }) => n);

  const create = 'create table red.t (n integer)';

  it('runs each migration once, in order, also those that come later', async () => {
    await migrate(database.url, [owner('red', create, 'insert into red.t values (1)')]);
    await migrate(database.url, [owner('red', create, 'insert into red.t values (1)', 'insert into red.t values (2)')]);
    assert.deepEqual(await numbers('red.t'), [1, 2]);
  });

  it('keeps the owners apart', async () => {
    await migrate(database.url, [owner('red', create), owner('blue', 'create table blue.t (n integer)')]);
    await migrate(database.url, [owner('blue', 'create table blue.t (n integer)', 'insert into blue.t values (5)')]);
    assert.deepEqual([await numbers('red.t'), await numbers('blue.t')], [[], [5]]);
  });

  it('runs once when several processes start at once', async () => {
    const owners = [owner('red', create, 'insert into red.t values (1)')];
    await Promise.all(Array.from({ length: 5 }, () => migrate(database.url, owners)));
    assert.deepEqual(await numbers('red.t'), [1]);
  });

  it('throws what went wrong and leaves nothing of it', async () => {
    await assert.rejects(migrate(database.url, [owner('red', create, 'insert into red.nowhere values (1)')]), {
      message: 'relation "red.nowhere" does not exist',
    });
    await assert.rejects(numbers('red.t'), { message: 'relation "red.t" does not exist' });
    await migrate(database.url, [owner('red', create, 'insert into red.t values (3)')]);
    assert.deepEqual(await numbers('red.t'), [3]);
  });
});
