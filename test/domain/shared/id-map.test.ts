import assert from 'node:assert/strict';
import fc from 'fast-check';
import { noValues, valueOf, withoutId, withValue, type IdMap } from '../../../domain/shared/id-map.ts';

describe('values by id', () => {
  it('are those that a Map would have, and the maps before a change stay as they were', () => {
    const id = fc.oneof(
      fc.integer({ min: 0, max: 60 }).map((n) => `order-${n}`),
      fc.string({ maxLength: 3 }),
    );
    const change = fc.tuple(id, fc.option(fc.nat(9), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 300 }), (changes) => {
        const expected = new Map<string, number>();
        let map: IdMap<number> = noValues;
        for (const [key, value] of changes) {
          const before = map;
          const was = valueOf(before, key);
          if (value === undefined) {
            map = withoutId(map, key);
            expected.delete(key);
          } else {
            map = withValue(map, key, value);
            expected.set(key, value);
          }
          assert.equal(valueOf(before, key), was);
          assert.equal(valueOf(map, key), value);
        }
        for (const [key] of changes) assert.equal(valueOf(map, key), expected.get(key));
        assert.deepEqual(JSON.parse(JSON.stringify(map)), map);
      }),
      { numRuns: 200 },
    );
  });

  it('tell ids apart whose hashes are the same', () => {
    const same = ['costarring', 'liquid'];
    const others = Array.from({ length: 2000 }, (_, n) => `id-${n}`);
    const map = [...same, ...others].reduce<IdMap<string>>((all, id) => withValue(all, id, id), noValues);
    for (const id of [...same, ...others]) assert.equal(valueOf(map, id), id);
    const left = withoutId(map, 'liquid');
    assert.deepEqual([valueOf(left, 'liquid'), valueOf(left, 'costarring')], [undefined, 'costarring']);
  });
});
