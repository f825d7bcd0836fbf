import assert from 'node:assert/strict';
import { PostgresCheckpoints } from '../../../adapters/postgres/checkpoints.ts';
import { useEngineDatabase } from './engine-database.ts';

describe('checkpoints in PostgreSQL', () => {
  const pool = useEngineDatabase();

  it('start at 0 and are what was saved last, each on its own', async () => {
    const checkpoints = new PostgresCheckpoints(pool());
    assert.equal(await checkpoints.load('publisher'), 0);
    await checkpoints.save('publisher', 7);
    await checkpoints.save('processes', Number.MAX_SAFE_INTEGER);
    await checkpoints.save('publisher', 12);
    const restarted = new PostgresCheckpoints(pool());
    assert.equal(await restarted.load('publisher'), 12);
    assert.equal(await restarted.load('processes'), Number.MAX_SAFE_INTEGER);
  });

  it('never move back when a late save arrives', async () => {
    const checkpoints = new PostgresCheckpoints(pool());
    await checkpoints.save('late', 20);
    await checkpoints.save('late', 19);
    assert.equal(await checkpoints.load('late'), 20);
  });
});
