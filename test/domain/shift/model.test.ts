import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../../domain/shared/decider.ts';
import { sum } from '../../../domain/shared/money.ts';
import type { TillShiftCommand } from '../../../domain/shift/commands.ts';
import { tillShiftDecider } from '../../../domain/shift/decider.ts';
import type { TillShiftEvent } from '../../../domain/shift/events.ts';
import { type TillShiftState, xReport } from '../../../domain/shift/state.ts';
import { shiftActions, statusOf, type ShiftStatus } from '../../../domain/shift/transitions.ts';
import { Transcription } from '../shared/transcription.ts';
import { close, enter, entryOf, move, number, open, stateOf } from './shifts.ts';

/** Written down from the README, whose words the code must keep. */
const written = new Transcription<ShiftStatus>(
  'OpenShift | | none → open, closed',
  'MoveCash | move_cash | open → same, closed',
  'RecordShiftEntry | | none → same; open → same, closed; closed → same',
  'CloseShift | close | open → closed',
  'RecordZNumber | | closed → same',
  'MoveCash of a till that was cut off | | none → same; open → same, closed; closed → same',
  'CloseShift of a till that was cut off | | none → same; open → same, closed',
);

const rowOf = (command: TillShiftCommand): string =>
  (command.type === 'MoveCash' && command.offline === true) ||
  (command.type === 'CloseShift' && command.awaits !== undefined)
    ? `${command.type} of a till that was cut off`
    : command.type;

/** The drawer, counted apart from the aggregate: what each thing brought into it, by its id. */
interface Model {
  float: number;
  readonly cash: Map<string, number>;
  readonly late: Map<string, number>;
  isClosed: boolean;
}

interface Real {
  state: TillShiftState;
  history: readonly TillShiftEvent[];
}

class Step implements fc.Command<Model, Real> {
  readonly #command: TillShiftCommand;

  constructor(command: TillShiftCommand) {
    this.#command = command;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    const before = real.state;
    const decision = tillShiftDecider.decide(this.#command, before);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(tillShiftDecider.evolve, before, events);
    for (const event of events) follow(model, event);
    judge(model, real);
    const [from, to] = [statusOf(before), statusOf(real.state)];
    const code = from === 'none' ? 'shift_not_found' : 'invalid_transition';
    written.judge(rowOf(this.#command), from, decision, to, code);
    assert.deepEqual(shiftActions(to), written.actions(to));
    if (!decision.ok) return;
    const again = tillShiftDecider.decide(this.#command, real.state);
    assert.deepEqual(again, { ok: true, events: [] }, 'a repetition is no event');
  }

  toString = (): string => JSON.stringify(this.#command);
}

const follow = (model: Model, event: TillShiftEvent): void => {
  const drawer = model.isClosed ? model.late : model.cash;
  switch (event.type) {
    case 'ShiftOpened':
      model.float = event.data.float;
      break;
    case 'CashMoved': {
      const { movementId, direction, amount } = event.data;
      assert.ok(!drawer.has(movementId));
      drawer.set(movementId, direction === 'in' ? amount : 0 - amount);
      break;
    }
    case 'ShiftEntryRecorded': {
      const { entryId, tenders, late } = event.data;
      assert.equal(late, model.isClosed);
      assert.ok(!model.cash.has(entryId) && !model.late.has(entryId));
      drawer.set(entryId, sum(tenders.flatMap(({ method, amount }) => (method === 'cash' ? [amount] : []))));
      break;
    }
    case 'ShiftClosed': {
      const expected = model.float + sum([...model.cash.values()]);
      assert.equal(event.data.totals.expectedCash, expected);
      assert.equal(event.data.overShort, event.data.countedCash - expected);
      assert.ok(!model.isClosed, 'closed once');
      model.isClosed = true;
      break;
    }
    default:
  }
};

const judge = (model: Model, { state, history }: Real): void => {
  assert.deepEqual(stateOf(history), state, 'the history is the state');
  assert.deepEqual(JSON.parse(JSON.stringify(history)), history, 'events survive JSON');
  assert.equal(xReport(state).expectedCash, model.float + sum([...model.cash.values()]));
  if (state.exists && state.close !== null) assert.deepEqual(xReport(state), state.close.totals, 'the Z stands');
  assert.equal(state.exists && state.close !== null, model.isClosed);
};

const id = (prefix: string) => fc.nat(5).map((index) => `${prefix}-${index}`);

const command: fc.Arbitrary<TillShiftCommand> = fc.oneof(
  fc.nat(90_000).map((float) => ({ ...open, float })),
  {
    arbitrary: fc
      .tuple(
        id('m'),
        fc.constantFrom('in' as const, 'out' as const),
        fc.nat(9000),
        fc.option(fc.boolean(), { nil: undefined }),
      )
      .map(([movementId, direction, amount, offline]) => move(movementId, direction, amount, offline)),
    weight: 4,
  },
  {
    arbitrary: fc
      .tuple(
        id('e'),
        fc.constantFrom('sale' as const, 'void' as const, 'refund' as const),
        fc.integer({ min: -9000, max: 90_000 }),
        fc.constantFrom('cash', 'card_local'),
        fc.constantFrom(-5, 0, 4),
      )
      .map(([entryId, kind, total, method, rounding]) => enter(entryOf(entryId, kind, total, method, rounding))),
    weight: 8,
  },
  fc
    .tuple(fc.nat(200_000), fc.option(fc.array(fc.oneof(id('e'), id('m')), { maxLength: 3 }), { nil: undefined }))
    .map(([counted, awaits]) => close(counted, awaits)),
  fc.nat(9).map(number),
);

describe('a shift, by its model', () => {
  it('expects the float and all cash that moved, each thing once, and its Z stands', () => {
    fc.assert(
      fc.property(fc.commands([command.map((each) => new Step(each))], { maxCommands: 50 }), (steps) => {
        fc.modelRun(
          () => ({
            model: { float: 0, cash: new Map(), late: new Map(), isClosed: false },
            real: { state: tillShiftDecider.initial, history: [] },
          }),
          steps,
        );
      }),
      { numRuns: 300 },
    );
  });
});
