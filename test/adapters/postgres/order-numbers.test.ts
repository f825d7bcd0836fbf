import assert from 'node:assert/strict';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { PostgresOrderNumbers } from '../../../adapters/postgres/order-numbers.ts';
import { createPool } from '../../../adapters/postgres/pool.ts';
import { countStatements } from '../../support/count-statements.ts';
import { useEngineDatabase } from './engine-database.ts';

describe('order numbers in PostgreSQL', () => {
  const pool = useEngineDatabase();

  it('count from 1 for each organisation and year', async () => {
    const numbers = new PostgresOrderNumbers(pool());
    assert.equal(await numbers.next('first', 2026), 'ORD-2026-000001');
    assert.equal(await numbers.next('first', 2026), 'ORD-2026-000002');
    assert.equal(await numbers.next('first', 2027), 'ORD-2027-000001');
    assert.equal(await numbers.next('second', 2026), 'ORD-2026-000001');
  });

  it('grow beyond six digits', async () => {
    await pool().query("insert into engine.order_numbers values ('large', 2026, 999999)");
    assert.equal(await new PostgresOrderNumbers(pool()).next('large', 2026), 'ORD-2026-1000000');
  });

  it('rise in the order of the calls, of which many share a statement', async () => {
    const numbers = new PostgresOrderNumbers(pool());
    let given: string[] = [];
    const statements = await countStatements(pool(), async () => {
      given = await Promise.all(Array.from({ length: 500 }, () => numbers.next('busy', 2026)));
    });
    assert.deepEqual(
      given,
      Array.from({ length: 500 }, (_, index) => `ORD-2026-${String(index + 1).padStart(6, '0')}`),
    );
    assert.equal(statements, 1);
  });

  it('are never given twice by two processes', async () => {
    const processes = [new PostgresOrderNumbers(pool()), new PostgresOrderNumbers(pool())];
    const given: string[] = [];
    await Promise.all(
      processes.flatMap((numbers) =>
        Array.from({ length: 8 }, async () => {
          for (let turn = 0; turn < 10; turn += 1) given.push(await numbers.next('shared', 2026));
        }),
      ),
    );
    assert.equal(new Set(given).size, 160);
    assert.equal(given.toSorted().at(-1), 'ORD-2026-000160');
  });

  it('fail as unavailable when the server is, and all who waited', async () => {
    const nobody = createPool({
      connectionString: 'postgres://nobody@127.0.0.1:1/none',
      applicationName: 'test',
      log: () => undefined,
    });
    const numbers = new PostgresOrderNumbers(nobody);
    const answers = await Promise.allSettled([numbers.next('demo', 2026), numbers.next('demo', 2026)]);
    for (const answer of answers) {
      assert.ok(answer.status === 'rejected' && answer.reason instanceof ServiceUnavailableError);
    }
    await nobody.end();
  });
});
