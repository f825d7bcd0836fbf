import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AllowanceCommand } from '../../../domain/allowance/commands.ts';
import { allowanceDecider } from '../../../domain/allowance/decider.ts';
import type { AllowanceEvent } from '../../../domain/allowance/events.ts';
import { takenAt, type AllowanceState } from '../../../domain/allowance/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { confirm, hold, minute, release } from './allowances.ts';

/** What stands under an id, counted apart from the aggregate: `until` Infinity is confirmed. */
interface Use {
  readonly holder: string | null;
  readonly amount: number;
  readonly until: number;
  released: number;
  readonly releases: Set<string>;
}

/** Minutes have passed, and this is what was taken in them. */
interface Model {
  now: number;
  readonly uses: Map<string, Use>;
  /** More may be taken than there is once something is confirmed that had run out, or was not held so. */
  confirmedAsHeld: boolean;
}

interface Real {
  state: AllowanceState;
  history: readonly AllowanceEvent[];
}

const limit = 10;
const limitPerHolder = 4;

const left = ({ amount, released }: Use): number => amount - released;

const standing = (model: Model, except?: string): readonly Use[] =>
  [...model.uses].filter(([id, { until }]) => id !== except && until > model.now).map(([, use]) => use);

const total = (uses: readonly Use[]): number => uses.reduce((sum, use) => sum + left(use), 0);

type Expected = 'happens' | 'nothing' | 'refused';

const onHold = (model: Model, id: string, holder: string | null, amount: number, until: number): Expected => {
  const before = model.uses.get(id);
  const own = before !== undefined && before.until > model.now ? left(before) : 0;
  if (before !== undefined && own > 0 && before.until === Infinity) return 'nothing';
  if (before !== undefined && own >= amount && before.until >= until) return 'nothing';
  const wanted = Math.max(own, amount);
  const further = standing(model, id);
  if (total(further) + wanted > limit) return 'refused';
  const theirs = further.filter((use) => use.holder === holder);
  if (holder !== null && total(theirs) + wanted > limitPerHolder) return 'refused';
  const releases = before?.releases ?? new Set<string>();
  model.uses.set(id, { holder, amount: wanted, until, released: 0, releases });
  return 'happens';
};

const onConfirm = (model: Model, id: string, holder: string | null, amount: number): Expected => {
  const before = model.uses.get(id);
  if (before?.until === Infinity || (before !== undefined && left(before) === 0)) return 'nothing';
  if (before === undefined || before.until <= model.now) model.confirmedAsHeld = false;
  else if (amount > left(before) || holder !== before.holder) model.confirmedAsHeld = false;
  const released = Math.min(before?.released ?? 0, amount);
  const releases = before?.releases ?? new Set<string>();
  model.uses.set(id, { holder, amount, until: Infinity, released, releases });
  return 'happens';
};

const onRelease = (model: Model, id: string, releaseId: string, amount: number | null): Expected => {
  const use = model.uses.get(id);
  if (use === undefined || use.until <= model.now || use.releases.has(releaseId) || left(use) === 0) return 'nothing';
  use.released += Math.min(amount ?? left(use), left(use));
  use.releases.add(releaseId);
  return 'happens';
};

const expect = (model: Model, command: AllowanceCommand, lasts: number): Expected => {
  switch (command.type) {
    case 'HoldAllowance':
      return onHold(model, command.holdId, command.holder, command.amount, model.now + lasts);
    case 'ConfirmAllowance':
      return onConfirm(model, command.holdId, command.holder, command.amount);
    case 'ReleaseAllowance':
      return onRelease(model, command.holdId, command.releaseId, command.amount);
  }
};

class Step implements fc.Command<Model, Real> {
  readonly #command: AllowanceCommand;
  readonly #passing: number;
  readonly #lasts: number;

  constructor(command: AllowanceCommand, passing: number, lasts: number) {
    this.#command = command;
    this.#passing = passing;
    this.#lasts = lasts;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    model.now += this.#passing;
    const at = minute(model.now);
    const timed = { ...this.#command, at };
    const command = timed.type === 'HoldAllowance' ? { ...timed, until: minute(model.now + this.#lasts) } : timed;
    const expected = expect(model, command, this.#lasts);
    const decision = allowanceDecider.decide(command, real.state);
    const events = decision.ok ? decision.events : [];
    assert.equal(decision.ok ? (events.length === 0 ? 'nothing' : 'happens') : 'refused', expected);
    real.history = [...real.history, ...events];
    real.state = fold(allowanceDecider.evolve, real.state, events);

    const uses = standing(model);
    assert.equal(takenAt(real.state, at), total(uses));
    for (const holder of ['c1', 'c2']) {
      const theirs = uses.filter((use) => use.holder === holder);
      assert.equal(takenAt(real.state, at, { holder }), total(theirs));
      assert.ok(!model.confirmedAsHeld || total(theirs) <= limitPerHolder, 'no holder has more than their part');
    }
    assert.ok(!model.confirmedAsHeld || total(uses) <= limit, 'no more is taken than there is');
    assert.deepEqual(fold(allowanceDecider.evolve, allowanceDecider.initial, real.history), real.state);
    assert.deepEqual(JSON.parse(JSON.stringify(real.history)), real.history, 'events survive JSON');
    const again = allowanceDecider.decide(command, real.state);
    if (decision.ok) assert.deepEqual(again, { ok: true, events: [] }, 'the same again changes nothing');
  }

  toString = (): string => `+${this.#passing} ${JSON.stringify(this.#command)} for ${this.#lasts}`;
}

const id = fc.constantFrom('o1', 'o2', 'o3', 'o4', 'o5');
const holder = fc.constantFrom('c1', 'c2', null);
const amount = fc.integer({ min: 1, max: 5 });
const given = fc.constantFrom(null, 1, 2);

const command: fc.Arbitrary<AllowanceCommand> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(id, holder, amount)
      .map(([holdId, whose, size]) => hold(holdId, { holder: whose, amount: size, limit, limitPerHolder })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(id, holder, amount)
      .map(([holdId, whose, size]) => confirm(holdId, { holder: whose, amount: size })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(id, fc.constantFrom('a', 'b', 'c'), given)
      .map(([holdId, releaseId, size]) => release(holdId, releaseId, { amount: size })),
  },
);

const step = fc
  .tuple(command, fc.constantFrom(0, 0, 1, 5, 20), fc.constantFrom(1, 10, 15))
  .map((parts) => new Step(...parts));

const run = (steps: Iterable<fc.Command<Model, Real>>): void => {
  fc.modelRun(
    () => ({
      model: { now: 0, uses: new Map(), confirmedAsHeld: true },
      real: { state: allowanceDecider.initial, history: [] },
    }),
    steps,
  );
};

describe('an allowance, by its model', () => {
  it('counts what is held, confirmed and released, and never takes more than there is while holds last', () => {
    fc.assert(fc.property(fc.commands([step], { maxCommands: 60 }), run), { numRuns: 500 });
  });

  it('has room for a hundred thousand uses', () => {
    const events = Array.from({ length: 100_000 }, (_, use): readonly AllowanceEvent[] => {
      const { allowanceId, holdId, holder: whose, until, at } = hold(`order-${use}`, { holder: `c${use % 500}` });
      const data = { allowanceId, holdId, holder: whose, amount: 1, at };
      return [
        { type: 'AllowanceHeld', data: { ...data, until } },
        { type: 'AllowanceConfirmed', data },
      ];
    });
    const state = fold(allowanceDecider.evolve, allowanceDecider.initial, events.flat());
    assert.equal(takenAt(state, minute(0)), 100_000);
    assert.equal(takenAt(state, minute(0), { holder: 'c7' }), 200);
    assert.deepEqual(state.open, []);
    const next = hold('one-more', { holder: 'c7', limit: 100_000, limitPerHolder: null });
    const refusal = allowanceDecider.decide(next, state);
    assert.deepEqual(!refusal.ok && refusal.rejection.details, { left: 0, left_to_holder: null });
  });
});
