import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hasId, noIds, withId } from '../../../domain/shared/id-set.ts';

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
