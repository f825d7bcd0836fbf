import fc from 'fast-check';
import assert from 'node:assert/strict';
import {
  hasId,
  noIds,
  noValues,
  valueOf,
  withId,
  withoutId,
  withValue,
  type IdMap,
} from '../../../domain/shared/ids.ts';

describe('a set of ids', () => {
  it('has what was added, whatever the order, and leaves what was there as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { maxLength: 40 }), fc.string(), (ids, other) => {
        const set = ids.reduce(withId, noIds);
        assert.deepEqual(ids.toReversed().reduce(withId, noIds), set);
        for (const id of ids) assert.ok(hasId(set, id) && !hasId(noIds, id));
        assert.equal(hasId(set, other), ids.includes(other));
        assert.deepEqual(set.flat().sort(), [...new Set(ids)].sort());
      }),
    );
  });

  it('is itself with what it has', () => {
    const set = withId(noIds, 'a');
    assert.equal(withId(set, 'a'), set);
  });
});

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
