import assert from 'node:assert/strict';
import {
  after,
  backToSender,
  created,
  deliver,
  delivered,
  event,
  expiry,
  fail,
  given,
  shipped,
  stateOf,
  statusOf,
  track,
  twoShipped,
} from './orders.ts';

const failed = after(shipped, fail());

describe('delivering a shipment', () => {
  it('delivers the order with its last line', () => {
    const one = given(twoShipped)
      .when(deliver())
      .then([event('ShipmentDelivered', 'shipped', { shipmentId: 'o1.S1', returnWindowEndsAt: null })]);
    assert.deepEqual(
      stateOf(one).lines.map((line) => line.delivered),
      [2000, 0],
    );
    const all = given(one)
      .when({ ...deliver('o1.S2'), at: expiry })
      .then([
        {
          type: 'ShipmentDelivered',
          data: {
            orderId: 'o1',
            status: 'delivered',
            at: expiry,
            shipmentId: 'o1.S2',
            returnWindowEndsAt: '2026-03-31T12:15:00.000Z',
          },
        },
      ]);
    assert.equal(stateOf(one).deliveredAt, null);
    assert.equal(stateOf(all).deliveredAt, expiry);
  });

  it('is done once', () => {
    given(delivered).when(deliver()).then([]);
    given(after(twoShipped, deliver())).when(deliver()).then([]);
  });

  it('works after scans and after a failed try', () => {
    for (const history of [after(shipped, track()), failed]) {
      assert.equal(statusOf(after(history, deliver())), 'delivered');
    }
  });

  it('needs a shipment under way', () => {
    given(created).when(deliver()).then({ kind: 'wrong_state', code: 'shipment_not_dispatched' });
    given(after(twoShipped, backToSender())).when(deliver()).then({ kind: 'wrong_state', code: 'shipment_closed' });
    given(shipped).when(deliver('o1.S2')).then({ kind: 'not_found', code: 'unknown_shipment' });
  });
});

describe('a shipment that fails', () => {
  it('leaves the order shipped', () => {
    const expected = [event('ShipmentFailed', 'shipped', { shipmentId: 'o1.S1', reason: 'nobody home' })];
    const history = given(shipped).when(fail()).then(expected);
    given(after(shipped, track())).when(fail()).then(expected);
    given(history).when(fail()).then([]);
  });

  it('was under way', () => {
    given(created).when(fail()).then({ kind: 'wrong_state', code: 'shipment_not_dispatched' });
    given(after(twoShipped, deliver()))
      .when(fail())
      .then({ kind: 'wrong_state', code: 'shipment_closed', details: { status: 'delivered' } });
    given(shipped).when(fail('o1.S2')).then({ kind: 'not_found', code: 'unknown_shipment' });
  });
});
