import assert from 'node:assert/strict';
import type { LineQuantity } from '../../../domain/order/events.ts';
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
  stateOf,
  statusOf,
} from './orders.ts';

const picked = (...lines: readonly LineQuantity[]) => event('ItemsPicked', 'processing', { taskId: 'o1.F1', lines });

const unknown = { lineId: 'L9', quantity: 1 };

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
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_unpicked',
        details: { line: 'L1', quantity: '0.501', left: '0.5' },
      });
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
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_unpacked',
        details: { line: 'L1', quantity: '0.501', left: '0.5' },
      });
  });

  it('needs a task that goes on', () => {
    given(processing).when(pack(null, 'o1.F2')).then({ kind: 'not_found', code: 'unknown_task' });
    given(after(processing, cancelTask())).when(pack()).then({ kind: 'wrong_state', code: 'task_cancelled' });
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
