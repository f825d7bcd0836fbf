import assert from 'node:assert/strict';
import type { LineQuantity } from '../../../domain/order/events.ts';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  askReturn,
  backToSender,
  delivered,
  deliver,
  dispatch,
  event,
  everything,
  fulfil,
  given,
  l1,
  l2,
  place,
  readyToShip,
  returnReceived,
  returnRejected,
  returnRequested,
  ship,
  stateOf,
  statusOf,
} from './orders.ts';

const twoUnits = [l2(2000), l1(1000)];

const asked = after(delivered, askReturn(twoUnits));

const received = (status: 'delivered' | 'returned', lines: readonly LineQuantity[], amount: number) =>
  event('OrderReturnReceived', status, { returnId: 'r1', lines, amount });

describe('a rejected return', () => {
  it('leaves the goods with the buyer, free for another return', () => {
    const history = given(asked)
      .when(returnRejected())
      .then([event('OrderReturnRejected', 'delivered', { returnId: 'r1' })]);
    assert.deepEqual(
      stateOf(history).lines.map((line) => line.returning),
      [0, 0],
    );
    assert.ok(allowedActions(stateOf(history)).includes('request_return'));
    assert.equal(statusOf(after(history, askReturn(everything, { returnId: 'r2' }))), 'return_requested');
    given(history).when(returnRejected()).then([]);
  });

  it('frees its own goods only', () => {
    const both = after(asked, returnReceived(twoUnits), askReturn([l1(500)], { returnId: 'r2' }), returnRejected('r2'));
    assert.deepEqual(
      stateOf(both).lines.map((line) => [line.returning, line.returned]),
      [
        [0, 1000],
        [0, 2000],
      ],
    );
  });

  it('was open', () => {
    given(asked)
      .when(returnRejected('r9'))
      .then({ kind: 'not_found', code: 'unknown_return', details: { id: 'r9' } });
    const second = after(asked, returnReceived(twoUnits), askReturn([l1(1000)], { returnId: 'r2' }));
    given(second)
      .when(returnRejected())
      .then({ kind: 'wrong_state', code: 'return_closed', details: { status: 'received' } });
  });
});

describe('a received return', () => {
  it('makes the order returned when everything came back', () => {
    const history = given(returnRequested)
      .when(returnReceived(everything))
      .then([received('returned', everything, 3000)]);
    given(history).when(returnReceived(everything)).then([]);
    assert.deepEqual(
      stateOf(history).lines.map((line) => [line.returning, line.returned]),
      [
        [0, 2000],
        [0, 3000],
      ],
    );
  });

  it('leaves the order delivered when only some came back', () => {
    const history = given(asked)
      .when(returnReceived(twoUnits))
      .then([received('delivered', twoUnits, 1667)]);
    assert.deepEqual(allowedActions(stateOf(history)), ['refund', 'request_return']);
  });

  it('pays what was accepted only', () => {
    const history = given(returnRequested)
      .when(returnReceived([l2(1000), l1(0)]))
      .then([received('delivered', [l2(1000)], 334)]);
    assert.equal(stateOf(history).returns[0]?.amount, 334);
  });

  it('shares a line to the cent over any number of returns', () => {
    const amounts = [1, 2, 3].map((count) => {
      const commands = Array.from({ length: count }, (_, index) => [
        askReturn([l2(1000)], { returnId: `r${index}` }),
        returnReceived([l2(1000)], `r${index}`),
      ]);
      return stateOf(after(delivered, ...commands.flat())).returns.at(-1)?.amount;
    });
    assert.deepEqual(amounts, [334, 333, 333]);
  });

  it('shares a line to the cent with what was never delivered', () => {
    const history = after(
      readyToShip,
      ship([l2(1000)]),
      ship(),
      dispatch(),
      dispatch('o1.S2'),
      backToSender(),
      deliver('o1.S2'),
      askReturn([l2(1000)]),
      returnReceived([l2(1000)]),
      askReturn([l2(1000)], { returnId: 'r2' }),
      returnReceived([l2(1000)], 'r2'),
    );
    assert.deepEqual(
      stateOf(history).returns.map(({ amount }) => amount),
      [333, 333],
    );
  });

  it('works with weighed goods', () => {
    const history = after(
      delivered,
      askReturn([l2(350)]),
      returnReceived([l2(350)]),
      askReturn([l2(2650)], { returnId: 'r2' }),
    );
    assert.deepEqual(
      stateOf(history).returns.map(({ amount }) => amount),
      [117, 883],
    );
  });

  it('that accepts nothing is over at once', () => {
    const nothing = (history: readonly LineQuantity[]) =>
      given(asked)
        .when(returnReceived(history))
        .then([
          received('delivered', [], 0),
          event('OrderReturnRefunded', 'delivered', { returnId: 'r1', refundId: 'r1.R0', amount: 0 }),
        ]);
    nothing([]);
    const over = nothing([l1(0)]);
    given(over).when(returnReceived(twoUnits)).then([]);
  });

  it('of goods that cost nothing ends the order as refunded', () => {
    const gift = {
      ...place,
      limits: { ...place.limits, minimumAmount: 0 },
      quote: {
        ...place.quote,
        lines: place.quote.lines.map((line) => ({ ...line, discount: line.subtotal, total: 0 })),
        discounts: [{ code: 'GIFT', kind: 'fixed' as const, amount: 3500 }],
        shipping: null,
        totals: { subtotal: 3500, discount: 3500, shipping: 0, tax: 0, total: 0 },
      },
    };
    given(after([], gift, ...fulfil, askReturn(everything)))
      .when(returnReceived(everything))
      .then([
        received('returned', everything, 0),
        event('OrderReturnRefunded', 'refunded', { returnId: 'r1', refundId: 'r1.R0', amount: 0 }),
      ]);
  });

  it('holds at most what was asked for', () => {
    given(asked)
      .when(returnReceived([l1(1001)]))
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_requested',
        details: { line: 'L1', quantity: '1.001', left: '1' },
      });
    given(after(delivered, askReturn([l1(1000)])))
      .when(returnReceived([l2(1)]))
      .then({ kind: 'rule', code: 'unknown_line', details: { line: 'L2' } });
  });

  it('was open', () => {
    given(asked)
      .when(returnReceived([], 'r9'))
      .then({ kind: 'not_found', code: 'unknown_return', details: { id: 'r9' } });
    const second = after(asked, returnRejected(), askReturn([l1(1000)], { returnId: 'r2' }));
    given(second)
      .when(returnReceived(twoUnits))
      .then({ kind: 'wrong_state', code: 'return_closed', details: { status: 'rejected' } });
  });
});
