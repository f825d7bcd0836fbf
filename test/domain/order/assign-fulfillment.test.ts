import assert from 'node:assert/strict';
import type { LineQuantity } from '../../../domain/order/events.ts';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  assign,
  assignAll,
  cancelTask,
  confirmed,
  event,
  everything,
  given,
  l1,
  l2,
  pick,
  processing,
  stateOf,
} from './orders.ts';

const assigned = (...tasks: readonly (readonly [string, string, readonly LineQuantity[]])[]) =>
  event('FulfillmentAssigned', 'processing', {
    tasks: tasks.map(([taskId, warehouseId, lines]) => ({ taskId, warehouseId, lines })),
  });

const unknown = { lineId: 'L9', quantity: 1 };

describe('assigning fulfilment', () => {
  it('gives a warehouse everything', () => {
    const history = given(confirmed)
      .when(assignAll)
      .then([assigned(['o1.F1', 'main', everything])]);
    assert.deepEqual(stateOf(history).tasks, [
      {
        taskId: 'o1.F1',
        warehouseId: 'main',
        cancelled: false,
        lines: [
          { lineId: 'L1', quantity: 2000, picked: 0, packed: 0 },
          { lineId: 'L2', quantity: 3000, picked: 0, packed: 0 },
        ],
      },
    ]);
  });

  it('spreads an order over warehouses, the last with what the others left', () => {
    const history = given(confirmed)
      .when(assign({ warehouseId: 'north', lines: [l2(1000), l1(2000)] }, { warehouseId: 'south', lines: null }))
      .then([assigned(['o1.F1', 'north', [l2(1000), l1(2000)]], ['o1.F2', 'south', [l2(2000)]])]);
    assert.deepEqual(
      stateOf(history).lines.map((line) => line.assigned),
      [2000, 3000],
    );
  });

  it('goes on with what is left', () => {
    const part = after(confirmed, assign({ warehouseId: 'north', lines: [l1(500)] }));
    assert.ok(allowedActions(stateOf(part)).includes('assign_fulfillment'));
    given(part)
      .when(assignAll)
      .then([assigned(['o1.F2', 'main', [l1(1500), l2(3000)]])]);
  });

  it('has a task and something in it', () => {
    given(confirmed).when(assign()).then({ kind: 'rule', code: 'nothing_to_assign' });
    given(confirmed)
      .when(assign({ warehouseId: 'main', lines: [] }))
      .then({ kind: 'rule', code: 'nothing_to_assign' });
    given(processing).when(assignAll).then({ kind: 'rule', code: 'nothing_to_assign' });
  });

  it('knows the lines, each once, with what is left of it', () => {
    const refused = (lines: readonly LineQuantity[], code: string, details: Readonly<Record<string, unknown>>) => {
      given(confirmed)
        .when(assign({ warehouseId: 'main', lines }))
        .then({ kind: 'rule', code, details });
    };
    refused([l1(1), unknown], 'unknown_line', { line: 'L9' });
    refused([l1(1), l1(1)], 'duplicate_line', { line: 'L1' });
    refused([l1(2001)], 'quantity_exceeds_unassigned', { line: 'L1', quantity: '2.001', left: '2' });
    for (const quantity of [0, -1, 0.5]) refused([l1(quantity)], 'invalid_quantity', { line: 'L1', quantity });
  });

  it('does not give the same units to two warehouses', () => {
    given(confirmed)
      .when(assign({ warehouseId: 'north', lines: [l1(1500)] }, { warehouseId: 'south', lines: [l1(501)] }))
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_unassigned',
        details: { line: 'L1', quantity: '0.501', left: '0.5' },
      });
  });
});

describe('giving a task up', () => {
  it('leaves its lines to another, and the order in the warehouse', () => {
    const history = given(processing)
      .when(cancelTask())
      .then([event('FulfillmentTaskCancelled', 'processing', { taskId: 'o1.F1', reason: 'strike' })]);
    assert.deepEqual(allowedActions(stateOf(history)), ['refund', 'cancel', 'assign_fulfillment']);
    given(history)
      .when(assignAll)
      .then([assigned(['o1.F2', 'main', everything])]);
  });

  it('gives back its own lines only', () => {
    const north = { warehouseId: 'north', lines: [l1(2000)] };
    const two = after(confirmed, assign(north, { warehouseId: 'south', lines: null }));
    const state = stateOf(after(two, cancelTask('o1.F2')));
    assert.deepEqual(
      state.lines.map((line) => line.assigned),
      [2000, 0],
    );
    assert.deepEqual(
      state.tasks.map((task) => task.cancelled),
      [false, true],
    );
  });

  it('is done once', () => {
    given(after(processing, cancelTask())).when(cancelTask()).then([]);
  });

  it('is too late once something is picked', () => {
    const touched = after(processing, pick([l2(1)]));
    given(touched).when(cancelTask()).then({ kind: 'wrong_state', code: 'task_already_picked' });
    assert.deepEqual(allowedActions(stateOf(touched)), ['refund', 'cancel', 'pick', 'pack']);
  });

  it('needs a task', () => {
    given(processing)
      .when(cancelTask('o1.F2'))
      .then({ kind: 'not_found', code: 'unknown_task', details: { id: 'o1.F2' } });
  });
});
