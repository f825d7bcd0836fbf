import assert from 'node:assert/strict';
import { allowanceDecider } from '../../../domain/allowance/decider.ts';
import { allowanceEvents, creditAllowanceId, promotionAllowanceId } from '../../../domain/allowance/events.ts';
import { takenAt } from '../../../domain/allowance/state.ts';
import { valueOf } from '../../../domain/shared/ids.ts';
import { describeGoldenEvents } from '../shared/golden.ts';
import { after, allowanceId, confirm, given, hold, minute, release } from './allowances.ts';

const exhausted = (left: number | null, leftToHolder: number | null) => ({
  kind: 'rule' as const,
  code: 'allowance_exhausted',
  details: { left, left_to_holder: leftToHolder },
});

const held = { allowanceId, holdId: 'o1', at: minute(0), holder: 'c1', amount: 1, until: minute(15) };

describe('holding part of an allowance', () => {
  it('takes it for the holder, until a moment', () => {
    given([])
      .when(hold('o1'))
      .then([{ type: 'AllowanceHeld', data: held }]);
  });

  it('gives what is there, and says what is left where that is not enough', () => {
    const seven = after(hold('o1', { amount: 7, limitPerHolder: null }));
    given(seven)
      .when(hold('o2', { amount: 3, limitPerHolder: null }))
      .events();
    given(seven)
      .when(hold('o2', { amount: 4, limitPerHolder: null }))
      .then(exhausted(3, null));
    given(seven)
      .when(hold('o2', { limit: 5, limitPerHolder: null }))
      .then(exhausted(0, null));
    given(seven)
      .when(hold('o2', { amount: 1000, limit: null, limitPerHolder: null }))
      .events();
  });

  it('gives each holder at most their part, held or confirmed', () => {
    const two = after(hold('o1'), confirm('o1'), hold('o2'));
    given(two).when(hold('o3')).then(exhausted(8, 0));
    given(two)
      .when(hold('o3', { holder: 'c2' }))
      .events();
    given(two)
      .when(hold('o3', { limit: null }))
      .then(exhausted(null, 0));
    given(two)
      .when(hold('o3', { holder: null }))
      .events();
  });

  it('is done once, while it stands for as much and as long', () => {
    const history = after(hold('o1'));
    for (const again of [hold('o1'), hold('o1', { at: minute(14) }), hold('o1', { until: minute(10) })]) {
      given(history).when(again).then([]);
    }
    given(after(hold('o1'), confirm('o1')))
      .when(hold('o1', { at: minute(20), until: minute(35), limit: 0 }))
      .then([]);
  });

  it('takes the rest for one that stands for less, or shorter', () => {
    const history = after(hold('o1', { amount: 4, limitPerHolder: 10 }), hold('o2', { amount: 3, limitPerHolder: 10 }));
    const more = hold('o1', { amount: 7, limitPerHolder: 10, at: minute(1) });
    given(history)
      .when(more)
      .then([{ type: 'AllowanceHeld', data: { ...held, at: minute(1), amount: 7 } }]);
    given(history)
      .when({ ...more, amount: 8 })
      .then(exhausted(7, 7));
    given(history)
      .when({ ...more, amount: 1, until: minute(16) })
      .then([{ type: 'AllowanceHeld', data: { ...held, at: minute(1), amount: 4, until: minute(16) } }]);
  });

  it('is free again from the moment on that it runs out', () => {
    const last = after(hold('o1', { limit: 1 }));
    given(last)
      .when(hold('o2', { limit: 1, at: '2026-11-23T15:14:59.999Z' }))
      .then(exhausted(0, 1));
    const taken = given(last).when(hold('o2', { limit: 1, at: minute(15), until: minute(30) }));
    assert.equal(takenAt(taken.state(), minute(15)), 1);
    assert.equal(valueOf(taken.state().holds, 'o1'), undefined, 'nothing is kept of what ran out');
    given(last)
      .when(hold('o1', { limit: 1, at: minute(15), until: minute(30) }))
      .then([{ type: 'AllowanceHeld', data: { ...held, at: minute(15), until: minute(30) } }]);
  });

  it('counts those who hold something else of it apart when it passes to another holder', () => {
    const guest = after(hold('o1', { holder: null }), hold('o2'), hold('o3'));
    given(guest)
      .when(hold('o1', { until: minute(20) }))
      .then(exhausted(8, 0));
  });

  it('refuses what is no amount or no time', () => {
    for (const amount of [0, -1, 1.5]) {
      given([]).when(hold('o1', { amount })).then({ kind: 'rule', code: 'invalid_amount', details: { amount } });
    }
    given([])
      .when(hold('o1', { until: minute(0) }))
      .then({ kind: 'rule', code: 'invalid_until', details: { until: minute(0) } });
  });
});

describe('confirming a hold', () => {
  const confirmed = {
    type: 'AllowanceConfirmed',
    data: { allowanceId, holdId: 'o1', at: minute(1), holder: 'c1', amount: 1 },
  } as const;

  it('keeps it for good, once', () => {
    const history = given(after(hold('o1')))
      .when(confirm('o1'))
      .then([confirmed]);
    given(history).when(confirm('o1')).then([]);
    given(history)
      .when(hold('o2', { limit: 1, at: minute(60), until: minute(75) }))
      .then(exhausted(0, 1));
  });

  it('counts what was never held, or what ran out, beyond the limit too', () => {
    given([]).when(confirm('o1')).then([confirmed]);
    const late = confirm('o1', { at: minute(40) });
    const othersTurn = after(hold('o1', { limit: 1 }), hold('o2', { limit: 1, at: minute(20), until: minute(35) }));
    const state = given(othersTurn).when(late).state();
    assert.equal(takenAt(state, minute(34)), 2);
    assert.equal(takenAt(state, minute(34), { holder: 'c1' }), 2);
    assert.equal(takenAt(state, minute(35)), 1);
  });

  it('is nothing after all was released, and only what is left after some was', () => {
    given(after(hold('o1'), release('o1')))
      .when(confirm('o1'))
      .then([]);
    const some = after(hold('o1', { amount: 5, limitPerHolder: 9 }), release('o1', 'a', { amount: 2 }));
    assert.equal(
      takenAt(
        given(some)
          .when(confirm('o1', { amount: 5 }))
          .state(),
        minute(9),
      ),
      3,
    );
  });

  it('remembers what was released of a hold that ran out since', () => {
    const part = after(
      hold('o1', { amount: 5, limitPerHolder: 9 }),
      release('o1', 'a', { amount: 2 }),
      hold('o2', { at: minute(20), until: minute(21) }),
    );
    assert.equal(
      takenAt(
        given(part)
          .when(confirm('o1', { amount: 5 }))
          .state(),
        minute(30),
      ),
      3,
    );
  });
});

describe('releasing', () => {
  const released = (amount: number, releaseId = 'cancelled') =>
    ({ type: 'AllowanceReleased', data: { allowanceId, holdId: 'o1', at: minute(2), releaseId, amount } }) as const;

  it('gives back what was held or confirmed', () => {
    for (const before of [after(hold('o1')), after(hold('o1'), confirm('o1'))]) {
      const history = given(before)
        .when(release('o1'))
        .then([released(1)]);
      given(history)
        .when(hold('o2', { limit: 1, limitPerHolder: 1, at: minute(3) }))
        .events();
    }
  });

  it('gives back parts, each once, and never more than there was', () => {
    let history = after(hold('o1', { amount: 5, limitPerHolder: 9 }), confirm('o1', { amount: 5 }));
    history = given(history)
      .when(release('o1', 'a', { amount: 2 }))
      .then([released(2, 'a')]);
    given(history)
      .when(release('o1', 'a', { amount: 2 }))
      .then([]);
    history = given(history)
      .when(release('o1', 'b', { amount: 9 }))
      .then([released(3, 'b')]);
    given(history).when(release('o1', 'c')).then([]);
    given(history)
      .when(release('o1', 'c', { amount: 0 }))
      .then([]);
  });

  it('gives back nothing of what was never held, or of what ran out', () => {
    given([]).when(release('o1')).then([]);
    given(after(hold('o1')))
      .when(release('o1', 'cancelled', { at: minute(15) }))
      .then([]);
  });

  it('leaves what was released to be held anew, by its own releases only', () => {
    const again = after(hold('o1'), release('o1', 'refused'), hold('o1', { at: minute(3) }));
    given(again).when(release('o1', 'refused')).then([]);
    given(again)
      .when(release('o1', 'cancelled'))
      .then([released(1)]);
    const state = given(again).when(confirm('o1')).state();
    assert.equal(takenAt(state, minute(90)), 1);
  });

  it('is nothing to a state that does not know the hold', () => {
    const { initial } = allowanceDecider;
    assert.deepEqual(allowanceDecider.evolve(initial, released(1)), initial);
  });
});

describe('the storage format of allowances', () => {
  describeGoldenEvents(new URL('golden/', import.meta.url), allowanceEvents, () =>
    after(hold('o1'), confirm('o1'), release('o1')),
  );

  it('names the allowances of promotions and of credit', () => {
    assert.equal(promotionAllowanceId('p1'), 'promotion.p1');
    assert.equal(creditAllowanceId('c1', 'CLP'), 'credit.CLP.c1');
  });
});
