import assert from 'node:assert/strict';
import fc from 'fast-check';
import { returnDecider } from '../../../domain/return/decider.ts';
import type { ReturnEvent, ReturnStatus } from '../../../domain/return/events.ts';
import type { OpenedReturn, ReturnState } from '../../../domain/return/state.ts';
import { returnActions, type OpenedReturnCommand } from '../../../domain/return/transitions.ts';
import { fold, type Decision } from '../../../domain/shared/decider.ts';
import { approve, facts, minute, paidBack, receive, refund, refuse } from './returns.ts';

/** The status, and what has come in so far (per line, and how much of it counts), kept apart from the aggregate. */
interface Model {
  status: ReturnStatus;
  refundId: string | null;
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

const expecting: readonly ReturnStatus[] = ['received', 'refund_requested'];

/** Where each command is allowed, as the product says it. */
const allowedIn: Readonly<Record<OpenedReturnCommand['type'], readonly ReturnStatus[]>> = {
  ApproveReturn: ['requested'],
  RejectReturn: ['requested', 'approved'],
  ReceiveReturn: ['approved'],
  RefundReturn: expecting,
  RecordReturnRefunded: expecting,
};

const isLeft = ({ received }: Model): boolean =>
  facts.lines.some(({ lineId, quantity }) => (received.get(lineId) ?? 0) < quantity);

const isUntouched = ({ received }: Model): boolean => received.size === 0;

/** Whether it is so already, that the command is accepted in any status without an event. */
const isDone = (command: OpenedReturnCommand, { status, refundId }: Model): boolean => {
  switch (command.type) {
    case 'ApproveReturn':
      return status !== 'requested' && status !== 'rejected';
    case 'RejectReturn':
      return status === 'rejected';
    case 'ReceiveReturn':
      return command.lines === null && [...expecting, 'refunded'].includes(status);
    case 'RefundReturn':
      return command.refundId === refundId;
    case 'RecordReturnRefunded':
      return status === 'refunded';
  }
};

/** The code of the refusal that the command must meet; undefined: it must be accepted. */
const refusalOf = (command: OpenedReturnCommand, model: Model): string | undefined => {
  if (!allowedIn[command.type].includes(model.status)) return 'invalid_transition';
  if (command.type === 'RejectReturn' && !isUntouched(model)) return 'return_partly_received';
  if (command.type === 'RefundReturn' && command.refundMethod === 'exchange') return 'no_exchange_agreed';
  if (command.type !== 'ReceiveReturn' || command.lines === null) return undefined;
  if (command.lines.length === 0) return 'nothing_to_receive';
  const parcel = new Map<string, number>();
  for (const { lineId, quantity } of command.lines) count(parcel, lineId, quantity);
  for (const { lineId, quantity } of command.lines) {
    const line = facts.lines.find((asked) => asked.lineId === lineId);
    if (line === undefined) return 'unknown_line';
    if (quantity <= 0) return 'invalid_quantity';
    const all = (model.received.get(lineId) ?? 0) + (parcel.get(lineId) ?? 0);
    if (all > line.quantity) return 'quantity_exceeds_requested';
  }
  return undefined;
};

/** Where the return must stand after the command was accepted with events, which the model has counted. */
const statusAfter = (command: OpenedReturnCommand, model: Model): ReturnStatus => {
  switch (command.type) {
    case 'ApproveReturn':
      return 'approved';
    case 'RejectReturn':
      return 'rejected';
    case 'ReceiveReturn':
      return isLeft(model) ? 'approved' : 'received';
    case 'RefundReturn':
      return 'refund_requested';
    case 'RecordReturnRefunded':
      return 'refunded';
  }
};

const actionsIn = (model: Model): readonly string[] => {
  const offered: readonly (readonly [string, OpenedReturnCommand['type'], boolean])[] = [
    ['approve', 'ApproveReturn', true],
    ['reject', 'RejectReturn', isUntouched(model)],
    ['receive', 'ReceiveReturn', true],
    ['refund', 'RefundReturn', true],
  ];
  return offered.filter(([, type, left]) => allowedIn[type].includes(model.status) && left).map(([name]) => name);
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
    judgeAnswer(this.#command, model, decision);
    const events = decision.ok ? decision.events : [];
    real.history = [...real.history, ...events];
    real.state = fold(returnDecider.evolve, before, events);
    const after = real.state;
    assert.ok(after.exists);
    for (const event of events) follow(model, event, before);
    if (events.length > 0) model.status = statusAfter(this.#command, model);
    judge(model, real.history, after);
  }

  toString = (): string => JSON.stringify(this.#command);
}

const follow = (model: Model, event: ReturnEvent, { stockManaged }: OpenedReturn): void => {
  if (event.type === 'ReturnRefundRequested' || event.type === 'ReturnRefunded') model.refundId = event.data.refundId;
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
  assert.equal(after.status, model.status);
  assert.deepEqual(returnActions(after), actionsIn(model));
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

/** The decision is what the model expects: nothing new, this refusal, or events. */
const judgeAnswer = (command: OpenedReturnCommand, model: Model, decision: Decision<ReturnEvent>): void => {
  const said = `${command.type} when ${model.status}`;
  if (isDone(command, model)) {
    assert.deepEqual(decision, { ok: true, events: [] }, said);
    return;
  }
  const refusal = refusalOf(command, model);
  assert.equal(decision.ok ? undefined : decision.rejection.code, refusal, said);
  if (decision.ok) assert.ok(decision.events.length > 0, said);
  else if (refusal === 'invalid_transition') {
    assert.deepEqual(decision.rejection.details?.allowed_from, allowedIn[command.type], said);
  }
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
  fc.constant({ ...refund('refund-3'), refundMethod: 'exchange' as const }),
  fc.constant(paidBack),
);

describe('a return, by its model', () => {
  it('counts every unit once, restocks and refunds no more than came, and moves as the product says', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.commands([command.map((each) => new Step(each))], { maxCommands: 50 }),
        (stockManaged, steps) => {
          const history: readonly ReturnEvent[] = [
            { type: 'ReturnRequested', data: { ...facts, stockManaged, at: minute(0) } },
          ];
          const model: Model = {
            status: 'requested',
            refundId: null,
            received: new Map(),
            accepted: new Map(),
            restocked: new Map(),
          };
          fc.modelRun(
            () => ({
              model,
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
