import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { FileStorage } from '../../../adapters/pos-client/file-storage.ts';
import { MemoryStorage } from '../../../adapters/pos-client/memory-storage.ts';
import type { TillStorage } from '../../../adapters/pos-client/storage.ts';

const put = (storage: TillStorage, key: string, value: number): Promise<void> =>
  storage.change([], () => ({ put: [[key, value]], result: undefined }));

describe('the storage of a till', () => {
  let directory: string;
  let path: string;
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'till-'));
    path = join(directory, 'till.log');
  });
  afterEach(() => rm(path, { force: true }));
  after(() => rm(directory, { recursive: true }));

  const kinds: Readonly<Record<string, () => Promise<TillStorage>>> = {
    memory: () => Promise.resolve(new MemoryStorage()),
    file: () => FileStorage.open(path),
  };
  for (const [name, open] of Object.entries(kinds)) {
    describe(`in ${name}`, () => {
      let storage: TillStorage;
      beforeEach(async () => {
        storage = await open();
      });
      afterEach(() => storage.close());

      it('finds keys, and all that begins with a name, in their order', async () => {
        for (const [index, key] of ['b/2', 'a', 'b/1', 'bb/1', 'b'].entries()) await put(storage, key, index);
        assert.deepEqual(
          [...(await storage.read(['b/', 'a', 'nobody']))],
          [
            ['a', 1],
            ['b/1', 2],
            ['b/2', 0],
          ],
        );
      });

      it('decides one change after the other', async () => {
        await put(storage, 'count', 0);
        const add = () =>
          storage.change(['count'], (found) => {
            const count = Number(found.get('count')) + 1;
            return { put: [['count', count]], result: count };
          });
        assert.deepEqual(await Promise.all([add(), add(), add()]), [1, 2, 3]);
      });

      it('changes nothing if the decision fails, and goes on', async () => {
        await put(storage, 'a', 1);
        const refused = storage.change([], () => {
          throw new RangeError('no');
        });
        await assert.rejects(refused, RangeError);
        await storage.change([], () => ({ remove: ['a'], result: undefined }));
        assert.deepEqual([...(await storage.read(['a']))], []);
      });
    });
  }

  it('in a file that was cut anywhere has the changes that were whole, and goes on from there', async () => {
    const changes = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'ñ'), value: fc.nat() }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(), async (all, cut) => {
        await rm(path, { force: true });
        const before = await FileStorage.open(path);
        const states: unknown[] = [[]];
        const sizes = [0];
        for (const { key, value } of all) {
          await put(before, key, value);
          states.push([...(await before.read(['a', 'b', 'ñ']))]);
          sizes.push((await readFile(path)).length);
        }
        await before.close();

        const bytes = await readFile(path);
        const left = cut % (bytes.length + 1);
        await writeFile(path, bytes.subarray(0, left));
        const whole = sizes.findLastIndex((size) => size <= left);
        const after = await FileStorage.open(path);
        assert.deepEqual([...(await after.read(['a', 'b', 'ñ']))], states[whole]);
        await put(after, 'a', -1);
        await after.close();
        const again = await FileStorage.open(path);
        assert.equal((await again.read(['a'])).get('a'), -1);
        await again.close();
      }),
      { numRuns: 50 },
    );
  });

  it('in a file is cleared of what says nothing any more', async () => {
    const line = `${JSON.stringify({ put: [['a', 1]] })}\n`;
    await writeFile(path, line.repeat(10_002));
    const storage = await FileStorage.open(path);
    assert.equal(await readFile(path, 'utf8'), line);
    await put(storage, 'b', 2);
    await storage.close();
    const again = await FileStorage.open(path);
    assert.deepEqual(
      [...(await again.read(['a', 'b']))],
      [
        ['a', 1],
        ['b', 2],
      ],
    );
    await again.close();
  });
});
