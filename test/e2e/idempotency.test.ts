import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient, type Answer } from '../support/api-client.ts';
import { freshDatabase, type TestDatabase } from '../support/postgres.ts';
import { ready, startProcess, type EngineProcess } from '../support/processes.ts';

/** How many keys are tried, each eight times at once. */
const keys = Number(process.env.IDEMPOTENCY_KEYS ?? 200);
const copies = 8;
const keysPerCart = 50;

describe(`${keys} idempotency keys, each ${copies} times at once`, function () {
  this.timeout(60_000 + keys * 100);
  let database: TestDatabase;
  let engine: EngineProcess;
  let base: string;
  const api = new ApiClient(() => base);

  const start = async (): Promise<void> => {
    const environment = { DATABASE_URL: database.url, DATA_DIR: join(tmpdir(), 'never-used'), HTTP_PORT: '0' };
    engine = startProcess('all-in-one', environment);
    base = await ready(engine);
  };

  before(async () => {
    database = await freshDatabase();
    await start();
  });
  after(async () => {
    assert.equal(await engine.end('SIGTERM'), 0);
    await database.drop();
  });

  const add = (cart: string, n: number, quantity = 1): Promise<Answer> =>
    api.post(`/carts/${cart}/items`, { variant_id: 'var_71053', quantity }, `key ${cart} ${n}`);

  const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

  /** Sends each key of a cart so many times, all at once. @returns the answers by key */
  const race = (cart: string, size: number, times: number) =>
    Promise.all(range(size).map((n) => Promise.all(range(times).map(() => add(cart, n)))));

  it('have one effect and the same answer, refuse another body, and stand a crash', async () => {
    const carts: { readonly id: string; readonly size: number; readonly answers: readonly string[] }[] = [];
    for (let left = keys; left > 0; left -= keysPerCart) {
      const size = Math.min(keysPerCart, left);
      const id = String((await api.post('/carts')).data.cart_id);
      const raced = await race(id, size, copies);
      for (const answers of raced) {
        assert.equal(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1, 'the same answer');
        assert.equal(answers[0]?.status, 201, JSON.stringify(answers[0]));
      }
      carts.push({ id, size, answers: raced.map(([first]) => JSON.stringify(first)) });
    }

    // Killed while all are sent once more: nobody knows which of them it had answered.
    const resent = carts.map(({ id, size }) => race(id, size, 1).catch(() => undefined));
    await engine.end('SIGKILL');
    await Promise.all(resent);
    await start();

    for (const { id, size, answers } of carts) {
      const again = (await race(id, size, 1)).map(([only]) => JSON.stringify(only));
      assert.deepEqual(again, answers, 'the first answers, after the crash too');
      const other = await add(id, 0, 2);
      assert.deepEqual([other.status, other.data.code], [422, 'idempotency_key_reused']);
      const { items } = (await api.post(`/carts/${id}/items`, { variant_id: 'var_71053', quantity: 1 })).data;
      const [line] = items as readonly { readonly quantity: number }[];
      assert.equal(line?.quantity, size + 1, 'one effect a key');
    }
  });
});
