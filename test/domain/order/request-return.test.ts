import assert from 'node:assert/strict';
import { leftToReturn } from '../../../domain/order/fulfillment/progress.ts';
import {
  after,
  askReturn,
  backToSender,
  cash,
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
  returned,
  ship,
  stateOf,
  statusOf,
} from './orders.ts';

const twoUnits = [l2(2000), l1(1000)];

const asked = after(delivered, askReturn(twoUnits));

describe('requesting a return', () => {
  const request = { ...askReturn([l2(2000), l1(1000)]), refundMethod: 'store_credit' as const };

  it('holds the goods, with their share of what was paid', () => {
    const history = given(delivered)
      .when({ ...request, lines: request.lines.map((line) => ({ ...line, reasonDetail: `of ${line.lineId}` })) })
      .then([
        event('OrderReturnRequested', 'return_requested', {
          returnId: 'r1',
          rmaNumber: 'RMA-2026-000042-1',
          orderNumber: 'ORD-2026-000042',
          customerId: 'customer-1',
          currency: 'GBP',
          reason: 'too small',
          refundMethod: 'store_credit',
          lines: [
            {
              lineId: 'L2',
              variantId: 'variant-L2',
              sku: 'SKU-L2',
              quantity: 2000,
              amount: 667,
              reasons: [{ quantity: 2000, detail: 'of L2' }],
            },
            {
              lineId: 'L1',
              variantId: 'variant-L1',
              sku: 'SKU-L1',
              quantity: 1000,
              amount: 1000,
              reasons: [{ quantity: 1000, detail: 'of L1' }],
            },
          ],
          amount: 1667,
          stockManaged: true,
        }),
      ]);
    const state = stateOf(history);
    assert.deepEqual(
      state.lines.map((line) => line.returning),
      [1000, 2000],
    );
    assert.deepEqual(state.returns, [
      {
        returnId: 'r1',
        rmaNumber: 'RMA-2026-000042-1',
        status: 'requested',
        refundMethod: 'store_credit',
        lines: [
          { ...l2(2000), amount: 667 },
          { ...l1(1000), amount: 1000 },
        ],
        amount: 1667,
        shipping: 0,
        forfeited: 0,
        exchange: null,
        exchanged: false,
      },
    ]);
  });

  it('numbers the returns of an order', () => {
    const second = after(asked, returnReceived(twoUnits), askReturn([l1(1000)], { returnId: 'r2' }));
    assert.equal(stateOf(second).returns[1]?.rmaNumber, 'RMA-2026-000042-2');
  });

  it('of imported goods puts nothing into stock', () => {
    const imported = after([], { ...place, reservationExpiresAt: null }, cash(), ...fulfil);
    const [request] = given(imported)
      .when(askReturn([l1(1000)]))
      .events();
    assert.equal(request?.type === 'OrderReturnRequested' && request.data.stockManaged, false);
  });

  it('joins what is asked for of one line in several parts, each with its reason', () => {
    const parts = [
      { ...l1(500), reasonDetail: null },
      { ...l1(1500), reasonDetail: 'torn' },
    ];
    const [request] = given(delivered)
      .when({ ...askReturn([]), lines: parts })
      .events();
    assert.ok(request?.type === 'OrderReturnRequested');
    const [line, ...others] = request.data.lines;
    assert.deepEqual([line?.lineId, line?.quantity, others], ['L1', 2000, []]);
    assert.deepEqual(line?.reasons, [
      { quantity: 500, detail: null },
      { quantity: 1500, detail: 'torn' },
    ]);
  });

  it('takes no part that is not above zero, whatever the parts add up to', () => {
    const parts = [l1(2000), l1(-500)].map((line) => ({ ...line, reasonDetail: null }));
    given(delivered)
      .when({ ...askReturn([]), lines: parts })
      .then({ kind: 'rule', code: 'invalid_quantity', details: { line: 'L1', quantity: -500 } });
  });

  it('is done once per return id', () => {
    for (const history of [returnRequested, returned, after(asked, returnRejected())]) {
      given(history).when(askReturn(everything)).then([]);
    }
  });

  it('keeps to the window', () => {
    const inTime = askReturn([l1(1000)], { at: '2026-03-31T12:00:00.000Z' });
    assert.equal(given(delivered).when(inTime).events().length, 1);
    given(delivered)
      .when({ ...inTime, at: '2026-03-31T12:00:00.001Z' })
      .then({
        kind: 'rule',
        code: 'return_window_closed',
        details: { delivered_at: '2026-03-01T12:00:00.000Z', days: 30 },
      });
  });

  it('counts the window from the first time that all was delivered', () => {
    const rejectedLate = after(asked, { ...returnRejected(), at: '2026-03-20T12:00:00.000Z' });
    given(rejectedLate)
      .when(askReturn([l1(1000)], { returnId: 'r2', at: '2026-04-01T12:00:00.000Z' }))
      .then({ kind: 'rule', code: 'return_window_closed' });
  });

  it('has no end when the terms have none', () => {
    const endless = after([], { ...place, terms: { ...place.terms, returnWindowDays: null } }, cash(), ...fulfil);
    const late = askReturn([l1(1000)], { at: '2036-01-01T00:00:00.000Z' });
    assert.equal(given(endless).when(late).events().length, 1);
  });

  it('takes at most what was delivered and is not back', () => {
    given(delivered).when(askReturn([])).then({ kind: 'rule', code: 'nothing_to_return' });
    given(delivered)
      .when(askReturn([{ lineId: 'L9', quantity: 1 }]))
      .then({ kind: 'rule', code: 'unknown_line' });
    given(delivered)
      .when(askReturn([l1(2001)]))
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_delivered',
        details: { line: 'L1', quantity: '2.001', left: '2' },
      });
    given(after(asked, returnReceived(twoUnits)))
      .when(askReturn([l1(1001)], { returnId: 'r2' }))
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_delivered',
        details: { line: 'L1', quantity: '1.001', left: '1' },
      });
  });

  it('takes nothing that was never delivered', () => {
    const parts = after(
      readyToShip,
      ship([l1(500)]),
      ship(),
      dispatch(),
      dispatch('o1.S2'),
      backToSender(),
      deliver('o1.S2'),
    );
    given(parts)
      .when(askReturn([l1(1501)]))
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_delivered',
        details: { line: 'L1', quantity: '1.501', left: '1.5' },
      });
    const all = [l1(1500), l2(3000)];
    const history = after(parts, askReturn(all));
    assert.equal(stateOf(history).returns[0]?.amount, 2500);
    assert.equal(statusOf(after(history, returnReceived(all))), 'returned');
  });
});

describe('what is left to return of a line', () => {
  it('is delivered, not on its way back and not back', () => {
    const [line] = stateOf(delivered).lines;
    assert.ok(line);
    assert.equal(leftToReturn({ ...line, delivered: 1000, returning: 300, returned: 200 }), 500);
  });
});
