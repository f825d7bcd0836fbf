import assert from 'node:assert/strict';
import { after, close, given, hour, open, stateOf } from './shifts.ts';

const denominations = [
  { denomination: 20_000, count: 2 },
  { denomination: 1000, count: 9 },
];

describe('a count by coins and notes', () => {
  it('is kept with the close', () => {
    const closed = given(after(open))
      .when({ ...close(49_000), denominations })
      .events();
    const [event] = closed;
    assert.ok(event?.type === 'ShiftClosed');
    assert.deepEqual([event.data.countedCash, event.data.denominations], [49_000, denominations]);
    const state = stateOf([...after(open), ...closed]);
    assert.deepEqual(state.exists && state.close?.denominations, denominations);
  });

  it('waits with a close that is announced', () => {
    const announced = after({ ...close(49_000, ['e-1']), denominations });
    assert.deepEqual(stateOf(announced).announced?.denominations, denominations);
  });

  for (const [what, wrong] of [
    ['another amount', [{ denomination: 20_000, count: 2 }]],
    ['less than no coins', [...denominations, { denomination: 500, count: -2 }, { denomination: 1000, count: 1 }]],
    ['half a note', [{ denomination: 98_000, count: 0.5 }]],
    ['coins of less than nothing', [...denominations, { denomination: -500, count: 0 }]],
  ] as const) {
    it(`is refused with ${what}`, () => {
      given(after(open))
        .when({ ...close(49_000), denominations: wrong, at: hour(18) })
        .then({ kind: 'rule', code: 'count_differs' });
    });
  }
});
