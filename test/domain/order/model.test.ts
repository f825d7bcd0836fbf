import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { OrderCommand } from '../../../domain/order/commands.ts';
import { orderDecider } from '../../../domain/order/decider.ts';
import { orderEvents, type OrderEvent } from '../../../domain/order/events.ts';
import { noOrder, type OrderState } from '../../../domain/order/state.ts';
import { allowedActions, orderMachine } from '../../../domain/order/transitions.ts';
import { fold } from '../../../domain/shared/decider.ts';
import { orderStatuses, type OrderStatus } from '../../../domain/shared/order-status.ts';
import { delivery, orderIntent, type OrderIntent } from '../../support/arbitraries/order.ts';
import { placeOrder } from '../../support/arbitraries/place-order.ts';
import { checkAllocations, checkGoods, checkMoney, checkMoves } from './invariants.ts';

/** How many command sequences are tried. */
const runs = Number(process.env.MODEL_RUNS ?? 300);

/** What is known without the decider: the status that the events told last. */
interface Model {
  status: OrderStatus;
}

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

const statusOf = (state: OrderState): OrderStatus => (state.exists ? state.status : 'cart');

class Step implements fc.Command<Model, System> {
  readonly #intent: OrderIntent;

  constructor(intent: OrderIntent) {
    this.#intent = intent;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, system: System): void {
    const before = system.state;
    const command = this.#intent.toCommand(before);
    const decision = orderDecider.decide(command, before);
    if (!decision.ok) {
      assert.deepEqual(Object.keys(decision), ['ok', 'rejection']);
      assert.match(decision.rejection.code, /^[a-z_]+$/);
      assert.deepEqual(orderDecider.decide(command, before), decision);
      return;
    }
    for (const event of decision.events) {
      system.state = orderDecider.evolve(system.state, event);
      system.events.push(event);
      assert.equal(statusOf(system.state), event.data.status, `${event.type} is stamped with what follows from it`);
    }
    const stamps = decision.events.map(({ data }) => data.status);
    if (stamps.length > 0) checkMoves(model.status, command.type, stamps);
    model.status = stamps.at(-1) ?? model.status;
    this.#checkRepetition(command, system.state);
    checkState(system);
  }

  #checkRepetition(command: OrderCommand, state: OrderState): void {
    if (unnamed.includes(command.type)) return;
    assert.deepEqual(orderDecider.decide(command, state), { ok: true, events: [] }, 'a repetition changes nothing');
  }

  toString(): string {
    return this.#intent.label;
  }
}

const checkState = ({ state, events }: System): void => {
  if (!state.exists) return;
  checkMoney(state, events);
  checkGoods(state);
  checkAllocations(state, events);
  const actions = Object.values(orderMachine.table).filter(({ arrows }) => Object.hasOwn(arrows, state.status));
  assert.ok(allowedActions(state).every((name) => actions.some(({ action }) => action === name)));
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
  const model: Model = { status: 'cart' };
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
    const events = fc.sample(sequences, { seed: 42, numRuns: 400 }).flatMap((sequence) => play(sequence).events);
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
