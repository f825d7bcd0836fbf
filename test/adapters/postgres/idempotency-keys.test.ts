import assert from 'node:assert/strict';
import type { KeptAnswer } from '../../../application/ports/idempotency-keys.ts';
import { PostgresIdempotencyKeys } from '../../../adapters/postgres/idempotency-keys.ts';
import { countStatements } from '../../support/count-statements.ts';
import { useEngineDatabase } from './engine-database.ts';

const answer = (body: string): KeptAnswer => ({ requestHash: `hash of ${body}`, status: 201, body });

describe('idempotency keys in PostgreSQL', () => {
  const pool = useEngineDatabase();
  const open = (purgeEveryMs = 0) => {
    const logged: string[] = [];
    const keys = new PostgresIdempotencyKeys({ pool: pool(), log: (line) => logged.push(line), purgeEveryMs });
    return { keys, logged };
  };

  it('gives back an answer at once, and after a restart', async () => {
    const { keys } = open();
    assert.equal(await keys.find('demo', 'k1'), undefined);
    keys.keep('demo', 'k1', answer('{"ok":true}'));
    assert.deepEqual(await keys.find('demo', 'k1'), answer('{"ok":true}'));
    await keys.close();
    assert.deepEqual(await open().keys.find('demo', 'k1'), answer('{"ok":true}'));
  });

  it('keeps organisations apart', async () => {
    const { keys } = open();
    keys.keep('one', 'same', answer('1'));
    keys.keep('two', 'same', answer('2'));
    await keys.close();
    const { keys: restarted } = open();
    assert.deepEqual(await restarted.find('one', 'same'), answer('1'));
    assert.deepEqual(await restarted.find('two', 'same'), answer('2'));
    assert.equal(await restarted.find('three', 'same'), undefined);
  });

  it('keeps the first answer, also against another process', async () => {
    const { keys } = open();
    keys.keep('demo', 'first', answer('1'));
    keys.keep('demo', 'first', answer('2'));
    await keys.close();
    const { keys: other } = open();
    other.keep('demo', 'first', answer('3'));
    await other.close();
    assert.deepEqual(await keys.find('demo', 'first'), answer('1'));
    assert.deepEqual(await other.find('demo', 'first'), answer('1'));
  });

  it('forgets answers after 24 hours, and removes them', async () => {
    const { keys } = open();
    for (const key of ['old', 'older', 'young']) keys.keep('aged', key, answer(key));
    await keys.close();
    const age = (key: string, hours: number) =>
      pool().query("update engine.idempotency_keys set kept_at = kept_at - $1 * interval '1 hour' where key = $2", [
        hours,
        key,
      ]);
    await age('old', 24);
    await age('older', 48);
    await age('young', 23.9);
    assert.equal(await keys.find('aged', 'old'), undefined);
    assert.deepEqual(await keys.find('aged', 'young'), answer('young'));

    keys.keep('aged', 'old', answer('again'));
    await keys.close();
    assert.deepEqual(await keys.find('aged', 'old'), answer('again'));
    const { rows } = await pool().query(
      "select key from engine.idempotency_keys where organization_id = 'aged' order by key",
    );
    assert.deepEqual(rows, [{ key: 'old' }, { key: 'young' }]);
  });

  it('looks up and writes many at once with one statement each', async () => {
    const { keys } = open(60_000);
    const names = Array.from({ length: 300 }, (_, index) => `bulk-${index}`);
    const statements = await countStatements(pool(), async () => {
      for (const name of names) keys.keep('bulk', name, answer(name));
      await keys.close();
      const found = await Promise.all(names.map((name) => keys.find('bulk', name)));
      assert.deepEqual(found, names.map(answer));
    });
    assert.equal(statements, 2);
  });

  it('logs what could not be written, and goes on', async () => {
    const { keys, logged } = open();
    keys.keep('demo', 'nul\0', answer('x'));
    await keys.close();
    assert.match(logged.join('\n'), /^an answer to a keyed request was not kept: .*\S/);
    keys.keep('demo', 'fine', answer('y'));
    await keys.close();
    assert.deepEqual(await open().keys.find('demo', 'fine'), answer('y'));
  });
});
