import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OrderCommand } from '../../../domain/order/commands.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import { orderEvents, type OrderEvent } from '../../../domain/order/events.ts';
import { noOrder, type OrderState } from '../../../domain/order/state.ts';
import { allowedActions } from '../../../domain/order/transitions.ts';
import { fold, type Decision } from '../../../domain/shared/decider.ts';
import { orderStatuses } from '../../../domain/shared/order-status.ts';
import { delivery, orderIntent, type OrderIntent } from '../../support/arbitraries/order.ts';
import { placeOrder } from '../../support/arbitraries/place-order.ts';
import { checkAllocations, checkGoods, checkMoney } from './invariants.ts';
import { allowedIn, next, OrderOracle, type Answer } from './oracle.ts';

/** How many command sequences are tried. */
const runs = Number(process.env.MODEL_RUNS ?? 300);

/** The decider under test, with its history. */
interface System {
  state: OrderState;
  readonly events: OrderEvent[];
}

/** These name nothing that a repetition could be known by. */
const unnamed: readonly OrderCommand['type'][] = [
  'AssignFulfillment',
  'PickItems',
  'PackItems',
  'CreateShipment',
  'RecordShipmentLabelFailed',
];

class Step implements fc.Command<OrderOracle, System> {
  readonly #intent: OrderIntent;

  constructor(intent: OrderIntent) {
    this.#intent = intent;
  }

  check(): boolean {
    return true;
  }

  run(oracle: OrderOracle, system: System): void {
    const before = system.state;
    const command = this.#intent.toCommand(before);
    const decision = orderDecider.decide(command, before);
    checkAnswer(oracle, command, decision);
    if (!decision.ok) {
      assert.deepEqual(Object.keys(decision), ['ok', 'rejection']);
      assert.match(decision.rejection.code, /^[a-z_]+$/);
      assert.deepEqual(orderDecider.decide(command, before), decision);
      return;
    }
    for (const event of decision.events) {
      const from = oracle.status;
      oracle.add(event);
      system.state = orderDecider.evolve(system.state, event);
      system.events.push(event);
      assert.equal(event.data.status, oracle.status, `${event.type} is stamped with what follows from it`);
      assert.equal(system.state.exists && system.state.status, oracle.status);
      assert.ok(
        from === oracle.status || next[from].includes(oracle.status),
        `no way from ${from} to ${oracle.status}`,
      );
    }
    this.#checkRepetition(command, system.state);
    checkState(oracle, system);
  }

  #checkRepetition(command: OrderCommand, state: OrderState): void {
    if (unnamed.includes(command.type)) return;
    assert.deepEqual(orderDecider.decide(command, state), { ok: true, events: [] }, 'a repetition changes nothing');
  }

  toString(): string {
    return this.#intent.label;
  }
}

/** The decision is what the product says: refused for the status exactly where it is not allowed, else by its own rules. */
const checkAnswer = (oracle: OrderOracle, command: OrderCommand, decision: Decision<OrderEvent>): void => {
  const { status } = oracle;
  const { type } = command;
  const code = decision.ok ? undefined : decision.rejection.code;
  if (status === 'cart' || type === 'PlaceOrder') {
    if (type !== 'PlaceOrder') assert.equal(code, 'order_not_found');
    else if (status !== 'cart') assert.ok(decision.ok ? decision.events.length === 0 : code === 'order_exists');
    return;
  }
  const said = `${type} when ${status}`;
  if (!allowedIn[type].includes(status)) {
    if (decision.ok) assert.ok(decision.events.length === 0 && oracle.isRepeated(command), `${said} was accepted`);
    else {
      const details = { status, command: type, allowed_from: allowedIn[type] };
      assert.deepEqual([code, decision.rejection.details], ['invalid_transition', details], said);
    }
    return;
  }
  assert.notEqual(code, 'invalid_transition', said);
  const expected = oracle.answerTo(command);
  if (expected === undefined) return;
  const answer: Answer = decision.ok ? (decision.events.length > 0 ? 'events' : 'nothing') : { refused: `${code}` };
  assert.deepEqual(answer, expected, said);
};

const checkState = (oracle: OrderOracle, { state, events }: System): void => {
  if (!state.exists) return;
  checkMoney(state, events);
  checkGoods(state);
  checkAllocations(state, events);
  assert.deepEqual(allowedActions(state), oracle.offers());
};

/** A placed order (most of the time), delivered or not, and up to fifty commands after it. */
const sequences = fc.tuple(
  placeOrder,
  fc.constantFrom([], delivery),
  fc.commands([orderIntent.map((intent) => new Step(intent))], { maxCommands: 50, size: 'max' }),
);

const play = ([place, delivered, commands]: typeof sequences extends fc.Arbitrary<infer Sequence>
  ? Sequence
  : never): System => {
  const system: System = { state: noOrder, events: [] };
  const model = new OrderOracle();
  const beginning = [{ label: 'place', toCommand: () => place }, ...delivered].map((intent) => new Step(intent));
  fc.modelRun(() => ({ model, real: system }), [...beginning, ...commands]);
  return system;
};

describe('any sequence of commands', () => {
  it(`keeps the order sound, over ${runs} sequences`, function () {
    this.timeout(60_000 + runs * 50);
    fc.assert(
      fc.property(sequences, (sequence) => {
        const { state, events } = play(sequence);
        const stored = JSON.parse(JSON.stringify(events)) as OrderEvent[];
        assert.deepEqual(stored, events, 'events survive storage');
        assert.deepEqual(fold(orderDecider.evolve, noOrder, stored), state, 'a replay gives the same state');
      }),
      { numRuns: runs },
    );
  });

  it('gets everywhere: every status and every event comes up', () => {
    const events = fc.sample(sequences, { seed: 42, numRuns: 600 }).flatMap((sequence) => play(sequence).events);
    const statuses = new Set(events.map(({ data }) => data.status));
    assert.deepEqual(
      orderStatuses.filter((status) => !statuses.has(status)),
      ['cart'],
    );
    const types = new Set(events.map(({ type }) => type));
    assert.deepEqual(
      Object.keys(orderEvents).filter((type) => !types.has(type as OrderEvent['type'])),
      [],
    );
  });
});
