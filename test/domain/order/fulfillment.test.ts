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
  pack,
  pick,
  place,
  processing,
  quote,
  readyToShip,
  ship,
  stateOf,
  statusOf,
} from './orders.ts';

const assigned = (...tasks: readonly (readonly [string, string, readonly LineQuantity[]])[]) =>
  event('FulfillmentAssigned', 'processing', {
    tasks: tasks.map(([taskId, warehouseId, lines]) => ({ taskId, warehouseId, lines })),
  });

const picked = (...lines: readonly LineQuantity[]) => event('ItemsPicked', 'processing', { taskId: 'o1.F1', lines });

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
    refused([l1(2001)], 'quantity_exceeds_unassigned', { line: 'L1', quantity: 2001, left: 2000 });
    for (const quantity of [0, -1, 0.5]) refused([l1(quantity)], 'invalid_quantity', { line: 'L1', quantity });
  });

  it('does not give the same units to two warehouses', () => {
    given(confirmed)
      .when(assign({ warehouseId: 'north', lines: [l1(1500)] }, { warehouseId: 'south', lines: [l1(501)] }))
      .then({ kind: 'rule', code: 'quantity_exceeds_unassigned', details: { line: 'L1', quantity: 501, left: 500 } });
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

describe('picking', () => {
  it('takes everything of the task, or some', () => {
    given(processing)
      .when(pick())
      .then([picked(...everything)]);
    const some = given(processing)
      .when(pick([l2(1500)]))
      .then([picked(l2(1500))]);
    assert.deepEqual(
      stateOf(some).lines.map((line) => line.picked),
      [0, 1500],
    );
    given(some)
      .when(pick())
      .then([picked(l1(2000), l2(1500))]);
  });

  it('touches its own task only', () => {
    const two = after(
      confirmed,
      assign({ warehouseId: 'north', lines: [l1(500)] }, { warehouseId: 'south', lines: null }),
      pick(null, 'o1.F2'),
    );
    assert.deepEqual(
      stateOf(two).tasks.map((task) => task.lines.map((line) => line.picked)),
      [[0], [1500, 3000]],
    );
  });

  it('refuses what is not left in the task', () => {
    given(processing).when(pick([])).then({ kind: 'rule', code: 'nothing_to_pick' });
    given(after(processing, pick())).when(pick()).then({ kind: 'rule', code: 'nothing_to_pick' });
    given(processing)
      .when(pick([unknown]))
      .then({ kind: 'rule', code: 'unknown_line' });
    given(after(processing, pick([l1(1500)])))
      .when(pick([l1(501)]))
      .then({ kind: 'rule', code: 'quantity_exceeds_unpicked', details: { line: 'L1', quantity: 501, left: 500 } });
  });

  it('needs a task that goes on', () => {
    given(processing)
      .when(pick(null, 'o1.F2'))
      .then({ kind: 'not_found', code: 'unknown_task', details: { id: 'o1.F2' } });
    given(after(processing, cancelTask())).when(pick()).then({ kind: 'wrong_state', code: 'task_cancelled' });
  });
});

describe('packing', () => {
  it('takes what is picked, and makes the order ready once all of it is packed', () => {
    const some = given(after(processing, pick([l1(1000)])))
      .when(pack())
      .then([event('ItemsPacked', 'processing', { taskId: 'o1.F1', lines: [l1(1000)] })]);
    const rest = given(after(some, pick()))
      .when(pack())
      .then([event('ItemsPacked', 'ready_to_ship', { taskId: 'o1.F1', lines: [l1(1000), l2(3000)] })]);
    assert.deepEqual(
      stateOf(rest).tasks[0]?.lines.map((line) => line.packed),
      [2000, 3000],
    );
  });

  it('waits for every warehouse', () => {
    const two = after(
      confirmed,
      assign({ warehouseId: 'north', lines: [l1(2000)] }, { warehouseId: 'south', lines: null }),
    );
    const one = after(two, pick(), pack());
    assert.equal(statusOf(one), 'processing');
    assert.equal(statusOf(after(one, pick(null, 'o1.F2'), pack(null, 'o1.F2'))), 'ready_to_ship');
  });

  it('refuses what was not picked for the task', () => {
    given(processing).when(pack()).then({ kind: 'rule', code: 'nothing_to_pack' });
    given(after(processing, pick()))
      .when(pack([unknown]))
      .then({ kind: 'rule', code: 'packing_mismatch', details: { line: 'L9' } });
    given(after(processing, pick([l1(500)])))
      .when(pack([l1(501)]))
      .then({ kind: 'rule', code: 'quantity_exceeds_unpacked', details: { line: 'L1', quantity: 501, left: 500 } });
  });

  it('needs a task that goes on', () => {
    given(processing).when(pack(null, 'o1.F2')).then({ kind: 'not_found', code: 'unknown_task' });
    given(after(processing, cancelTask())).when(pack()).then({ kind: 'wrong_state', code: 'task_cancelled' });
  });
});

describe('creating a shipment', () => {
  const shipment = (shipmentId: string, status: 'processing' | 'ready_to_ship', lines: readonly LineQuantity[]) =>
    event('ShipmentCreated', status, {
      shipmentId,
      carrier: 'local',
      service: 'next day',
      trackingNumber: 'T1',
      labelUrl: 'https://labels.example/1',
      lines,
    });

  it('takes everything that is packed and in no shipment', () => {
    const history = given(readyToShip)
      .when(ship())
      .then([shipment('o1.S1', 'ready_to_ship', everything)]);
    assert.deepEqual(stateOf(history).shipments, [
      {
        shipmentId: 'o1.S1',
        carrier: 'local',
        service: 'next day',
        trackingNumber: 'T1',
        estimatedDelivery: null,
        status: 'created',
        attempts: 0,
        lines: everything,
        trackingEventIds: [],
      },
    ]);
    assert.deepEqual(allowedActions(stateOf(history)), ['refund', 'dispatch']);
  });

  it('can take part of the order while the rest is still worked on', () => {
    const part = after(processing, pick([l1(1000)]), pack());
    const history = given(part)
      .when(ship([l1(600)]))
      .then([shipment('o1.S1', 'processing', [l1(600)])]);
    given(history)
      .when(ship())
      .then([shipment('o1.S2', 'processing', [l1(400)])]);
  });

  it('refuses what is not packed', () => {
    given(processing).when(ship()).then({ kind: 'rule', code: 'nothing_to_ship' });
    given(readyToShip)
      .when(ship([unknown]))
      .then({ kind: 'rule', code: 'unknown_line' });
    given(after(readyToShip, ship([l1(1500)])))
      .when(ship([l1(501)]))
      .then({ kind: 'rule', code: 'quantity_exceeds_unshipped', details: { line: 'L1', quantity: 501, left: 500 } });
  });
});

describe('an order of a thousand lines', () => {
  it('is fulfilled in one piece', () => {
    const lines = Array.from({ length: 1000 }, (_, index) => ({
      ...quote.lines[0]!,
      lineId: `L${index + 1}`,
      variantId: `v${index}`,
    }));
    const subtotal = 2_000_000;
    const long = {
      ...place,
      limits: { ...place.limits, maximumLines: 1000 },
      quote: {
        ...quote,
        lines,
        discounts: [],
        shipping: null,
        totals: { subtotal, discount: 0, shipping: 0, tax: 0, total: subtotal },
      },
    };
    const paid = after([], long, {
      type: 'StartPayment',
      paymentId: 'o1.P1',
      method: 'cash',
      settlement: 'immediate',
      amount: subtotal,
      reference: null,
      at: place.at,
    });
    const packed = after(paid, assignAll, pick(), pack());
    assert.equal(statusOf(packed), 'ready_to_ship');
  });
});
