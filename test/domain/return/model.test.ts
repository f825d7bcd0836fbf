import assert from 'node:assert/strict';
import fc from 'fast-check';
import { returnDecider } from '../../../domain/return/decider.ts';
import type { ReturnEvent } from '../../../domain/return/events.ts';
import type { OpenedReturn, ReturnState } from '../../../domain/return/state.ts';
import { returnActions, returnMachine, type OpenedReturnCommand } from '../../../domain/return/transitions.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { approve, facts, minute, paidBack, receive, refund, refuse } from './returns.ts';

/** What has come in so far, counted apart from the aggregate: per line, and how much of it counts. */
interface Model {
  readonly received: Map<string, number>;
  readonly accepted: Map<string, number>;
  readonly restocked: Map<string, number>;
}

interface Real {
  state: ReturnState;
  history: readonly ReturnEvent[];
}

const count = (counts: Map<string, number>, lineId: string, quantity: number): void => {
  counts.set(lineId, (counts.get(lineId) ?? 0) + quantity);
};

class Step implements fc.Command<Model, Real> {
  readonly #command: OpenedReturnCommand;

  constructor(command: OpenedReturnCommand) {
    this.#command = command;
  }

  check = (): boolean => true;

  run(model: Model, real: Real): void {
    const before = real.state;
    assert.ok(before.exists);
    const decision = returnDecider.decide(this.#command, before);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(returnDecider.evolve, before, events);
    const after = real.state;
    assert.ok(after.exists);
    for (const event of events) follow(model, event, before);
    judge(model, real.history, after);
    if (events.length > 0) judgeArrow(this.#command, before, after);
    if (['rejected', 'refunded'].includes(before.status)) assert.deepEqual(events, [], 'an end is an end');
  }

  toString = (): string => JSON.stringify(this.#command);
}

const follow = (model: Model, event: ReturnEvent, { stockManaged }: OpenedReturn): void => {
  if (event.type !== 'ReturnItemsReceived') return;
  for (const { lineId, quantity, condition } of event.data.lines) {
    count(model.received, lineId, quantity);
    if (condition !== 'missing') count(model.accepted, lineId, quantity);
    if (condition === 'sellable' && stockManaged) count(model.restocked, lineId, quantity);
  }
};

const judge = (model: Model, history: readonly ReturnEvent[], after: OpenedReturn): void => {
  assert.deepEqual(fold(returnDecider.evolve, returnDecider.initial, history), after, 'the history is the state');
  assert.deepEqual(JSON.parse(JSON.stringify(history)), history, 'events survive JSON');
  for (const { lineId, quantity, received, accepted, restocked } of after.lines) {
    assert.ok(restocked <= accepted && accepted <= received && received <= quantity, lineId);
    assert.equal(received, model.received.get(lineId) ?? 0);
    assert.equal(accepted, model.accepted.get(lineId) ?? 0);
    assert.equal(restocked, model.restocked.get(lineId) ?? 0);
  }
  const isComplete = after.lines.every((line) => line.received === line.quantity);
  assert.equal(history.filter((event) => event.type === 'ReturnReceived').length, isComplete ? 1 : 0);
  assert.equal(['received', 'refund_requested', 'refunded'].includes(after.status), isComplete);
};

/** Every step is an arrow of the table, and one that a person can take was offered. */
const judgeArrow = (command: OpenedReturnCommand, before: OpenedReturn, after: OpenedReturn): void => {
  const { arrows, action } = returnMachine.table[command.type];
  assert.ok(arrows[before.status]?.includes(after.status), `${before.status} --${command.type}--> ${after.status}`);
  if (action !== undefined) assert.ok(returnActions(before).includes(action), `${action} was not offered`);
};

const parcel = fc.array(
  fc
    .tuple(
      fc.constantFrom('L1', 'L2', 'L2', 'L9'),
      fc.constantFrom(0, 250, 500, 1000),
      fc.constantFrom('sellable' as const, 'damaged' as const, 'defective' as const, 'missing' as const),
    )
    .map(([lineId, quantity, condition]) => ({ lineId, quantity, condition })),
  { maxLength: 3 },
);

const command: fc.Arbitrary<OpenedReturnCommand> = fc.oneof(
  fc.constant(approve),
  fc.constant(refuse),
  { arbitrary: parcel.map(receive), weight: 6 },
  fc.constant(receive(null)),
  fc.constantFrom('refund-1', 'refund-2').map(refund),
  fc.constant(paidBack),
);

describe('a return, by its model', () => {
  it('counts every unit once, restocks and refunds no more than came, and follows the table', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.commands([command.map((each) => new Step(each))], { maxCommands: 50 }),
        (stockManaged, steps) => {
          const history: readonly ReturnEvent[] = [
            { type: 'ReturnRequested', data: { ...facts, stockManaged, at: minute(0) } },
          ];
          fc.modelRun(
            () => ({
              model: { received: new Map(), accepted: new Map(), restocked: new Map() },
              real: { state: fold(returnDecider.evolve, returnDecider.initial, history), history },
            }),
            steps,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});
