import assert from 'node:assert/strict';
import type { OrderEvent } from '../../../domain/order/events.ts';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  askReturn,
  backToSender,
  closeWindow,
  deliver,
  delivered,
  dispatch,
  everything,
  fulfil,
  given,
  historyOf,
  l1,
  pay,
  place,
  readyToShip,
  returnReceived,
  returnRejected,
  ship,
  shipped,
  stateOf,
} from './orders.ts';

/** 30 days after everything was delivered. */
const end = '2026-03-31T12:00:00.000Z';
const momentBefore = '2026-03-31T11:59:59.999Z';

const closed = (status: 'delivered' | 'return_requested' = 'delivered', at = end): readonly OrderEvent[] => [
  { type: 'ReturnWindowClosed', data: { orderId: 'o1', status, at } },
];

/** Two shipments under way: S1 with L1, S2 with L2. */
const twoShipped = after(readyToShip, ship([l1(2000)]), ship(), dispatch(), dispatch('o1.S2'));

const ends = (history: Parameters<typeof after>[0], ...commands: Parameters<typeof after>[1][]) =>
  after(history, ...commands)
    .slice(history.length)
    .flatMap(({ type, data }) => ('returnWindowEndsAt' in data ? [[type, data.returnWindowEndsAt]] : []));

describe('the return window of an order', () => {
  it('opens with the last line, and the event that delivers it says when it ends', () => {
    assert.deepEqual(ends(twoShipped, deliver(), { ...deliver('o1.S2'), at: '2026-03-02T00:00:00.000Z' }), [
      ['ShipmentDelivered', null],
      ['ShipmentDelivered', '2026-04-01T00:00:00.000Z'],
    ]);
    assert.deepEqual(ends(twoShipped, deliver(), backToSender('o1.S2')), [
      ['ShipmentDelivered', null],
      ['OrderLinesCancelled', end],
    ]);
    assert.deepEqual(ends(twoShipped, backToSender(), deliver('o1.S2')), [
      ['OrderLinesCancelled', null],
      ['ShipmentDelivered', end],
    ]);
  });

  it('never opens for an order of which nothing was delivered', () => {
    assert.deepEqual(ends(shipped, backToSender()), [['OrderLinesCancelled', null]]);
  });

  it('never ends where the terms have none', () => {
    const forever = { ...place, terms: { ...place.terms, returnWindowDays: null } };
    const history = after([], forever, pay({ settlement: 'immediate' }), ...fulfil);
    assert.deepEqual(ends(history.slice(0, -1), deliver()), [['ShipmentDelivered', null]]);
    given(history).when(closeWindow('2099-01-01T00:00:00.000Z')).then([]);
  });

  it('is closed in time, not a moment early, and once', () => {
    given(delivered).when(closeWindow(momentBefore)).then([]);
    const history = given(delivered).when(closeWindow(end)).then(closed());
    assert.equal(stateOf(history).returnWindowClosedAt, end);
    given(history).when(closeWindow('2026-05-01T00:00:00.000Z')).then([]);
  });

  it('is closed late where nobody was awake', () => {
    const late = '2026-07-01T00:00:00.000Z';
    given(delivered).when(closeWindow(late)).then(closed('delivered', late));
  });

  it('is not there before the delivery', () => {
    for (const status of ['pending', 'confirmed', 'shipped', 'cancelled'] as const) {
      given(historyOf[status]).when(closeWindow('2099-01-01T00:00:00.000Z')).then([]);
    }
  });

  it('leaves nothing to ask for once it is closed, whatever the clock of who asks', () => {
    const history = after(delivered, closeWindow(end));
    given(history)
      .when(askReturn([l1(1000)]))
      .then({
        kind: 'rule',
        code: 'return_window_closed',
        details: { delivered_at: '2026-03-01T12:00:00.000Z', days: 30 },
      });
    assert.ok(allowedActions(stateOf(delivered)).includes('request_return'));
    assert.ok(!allowedActions(stateOf(history)).includes('request_return'));
  });

  it('does not stop a return that was asked for in time', () => {
    const asked = after(delivered, askReturn(everything));
    const history = given(asked).when(closeWindow(end)).then(closed('return_requested'));
    assert.equal(stateOf(after(history, returnReceived(everything))).status, 'returned');
    const rejected = after(history, returnRejected());
    given(rejected)
      .when(askReturn([l1(1000)], { returnId: 'r2' }))
      .then({ kind: 'rule', code: 'return_window_closed' });
  });
});
