import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lanes } from '../../../../adapters/cli/import/lanes.ts';

describe('import: lanes', () => {
  it('run every job once, those of a lane in order and never two of them at once', async () => {
    const jobs = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(jobs, fc.integer({ min: 1, max: 5 }), fc.scheduler(), async (lanes, width, scheduler) => {
        const pool = new Lanes(width);
        const done: [string, number][] = [];
        const busy = new Set<string>();
        const all = (async () => {
          for (const [index, lane] of lanes.entries()) {
            await pool.add(lane, async () => {
              assert.ok(!busy.has(lane), 'one job of a lane at a time');
              busy.add(lane);
              assert.ok(busy.size <= width, 'no more jobs than the width');
              await scheduler.schedule(Promise.resolve());
              busy.delete(lane);
              done.push([lane, index]);
            });
          }
          await pool.idle();
        })();
        await scheduler.waitFor(all);
        assert.equal(done.length, lanes.length);
        for (const lane of new Set(lanes)) {
          const order = done.filter(([name]) => name === lane).map(([, index]) => index);
          assert.deepEqual(
            order,
            order.toSorted((a, b) => a - b),
          );
        }
      }),
    );
  });

  it('stop at the first failure and throw it', async () => {
    const pool = new Lanes(1);
    let later = 0;
    await pool.add('a', () => Promise.reject(new Error('the store is gone')));
    await assert.rejects(async () => {
      for (;;)
        await pool.add('a', async () => {
          later += 1;
          await Promise.resolve();
        });
    }, /the store is gone/);
    await assert.rejects(pool.idle(), /the store is gone/);
    assert.equal(later, 0);
  });
});
