import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CreditCommand } from '../../../domain/credit/commands.ts';
import { creditDecider } from '../../../domain/credit/decider.ts';
import type { CreditEvent } from '../../../domain/credit/events.ts';
import type { CreditAccountState } from '../../../domain/credit/state.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { issue, redeem, restore } from './credits.ts';

/** What was issued, spent and given back so far under each id, counted apart from the aggregate. */
interface Model {
  readonly issued: Map<string, number>;
  readonly redeemed: Map<string, number>;
  /** By redemption, then by restoration. */
  readonly restored: Map<string, Map<string, number>>;
}

interface Real {
  state: CreditAccountState;
  history: readonly CreditEvent[];
}

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0);

const restoredOf = ({ restored }: Model, redemptionId: string): Map<string, number> =>
  restored.get(redemptionId) ?? new Map<string, number>();

const balanceOf = (model: Model): number =>
  sum(model.issued.values()) -
  sum(model.redeemed.values()) +
  sum([...model.restored.values()].map((parts) => sum(parts.values())));

type Expected = 'happens' | 'nothing' | 'refused';

const once = (recorded: number | undefined, amount: number): Expected | undefined => {
  if (recorded === undefined) return undefined;
  return recorded === amount ? 'nothing' : 'refused';
};

/** What must come of the command, by the model alone; and the model takes it in if it happens. */
const expect = (model: Model, command: CreditCommand): Expected => {
  const { amount } = command;
  if (amount <= 0) return 'refused';
  switch (command.type) {
    case 'IssueCredit': {
      const before = once(model.issued.get(command.creditId), amount);
      if (before === undefined) model.issued.set(command.creditId, amount);
      return before ?? 'happens';
    }
    case 'RedeemCredit': {
      const before = once(model.redeemed.get(command.redemptionId), amount);
      if (before !== undefined) return before;
      if (amount > balanceOf(model)) return 'refused';
      model.redeemed.set(command.redemptionId, amount);
      return 'happens';
    }
    case 'RestoreCredit': {
      const parts = restoredOf(model, command.redemptionId);
      const before = once(parts.get(command.restorationId), amount);
      if (before !== undefined) return before;
      const taken = model.redeemed.get(command.redemptionId) ?? 0;
      if (sum(parts.values()) + amount > taken) return 'refused';
      model.restored.set(command.redemptionId, parts.set(command.restorationId, amount));
      return 'happens';
    }
  }
};

class Step implements fc.Command<Model, Real> {
  readonly #command: CreditCommand;

  constructor(command: CreditCommand) {
    this.#command = command;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    const expected = expect(model, this.#command);
    const decision = creditDecider.decide(this.#command, real.state);
    const events = decision.ok ? decision.events : [];
    const came = decision.ok ? (events.length === 0 ? 'nothing' : 'happens') : 'refused';
    assert.equal(came, expected);
    real.history = [...real.history, ...events];
    real.state = fold(creditDecider.evolve, real.state, events);
    const balance = balanceOf(model);
    assert.ok(balance >= 0, 'nothing is spent that is not there');
    assert.equal(real.state.exists ? real.state.balance : 0, balance);
    for (const event of events) assert.equal(event.data.balance, balance, 'the event says what is left');
    assert.deepEqual(fold(creditDecider.evolve, creditDecider.initial, real.history), real.state);
    assert.deepEqual(JSON.parse(JSON.stringify(real.history)), real.history, 'events survive JSON');
  }

  toString = (): string => JSON.stringify(this.#command);
}

const amount = fc.constantFrom(0, 1, 400, 500, 500, 501, 1000, 2500);
const payment = fc.constantFrom('o1.P1', 'o1.P2', 'o2.P1', 'o3.P1');

const command: fc.Arbitrary<CreditCommand> = fc.oneof(
  fc.tuple(fc.constantFrom('r1', 'r2', 'r3', 'r4'), amount).map((parts) => issue(...parts)),
  fc.tuple(payment, amount).map((parts) => redeem(...parts)),
  fc.tuple(payment, fc.constantFrom('b1', 'b2', 'b3'), amount).map((parts) => restore(...parts)),
);

describe('a store credit account, by its model', () => {
  it('holds what was issued less what was spent and kept, never less than nothing', () => {
    fc.assert(
      fc.property(fc.commands([command.map((each) => new Step(each))], { maxCommands: 50 }), (steps) => {
        fc.modelRun(
          () => ({
            model: { issued: new Map(), redeemed: new Map(), restored: new Map() },
            real: { state: creditDecider.initial, history: [] },
          }),
          steps,
        );
      }),
      { numRuns: 500 },
    );
  });
});
