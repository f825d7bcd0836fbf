import assert from 'node:assert/strict';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  at,
  backToSender,
  created,
  delivered,
  event,
  fail,
  given,
  shipped,
  stateOf,
  track,
  twoShipped,
} from './orders.ts';

const failed = after(shipped, fail());

const back = after(shipped, backToSender());

describe('tracking a shipment', () => {
  const scan = (status: 'shipped' | 'delivered' | 'cancelled') =>
    event('ShipmentTracked', status, {
      shipmentId: 'o1.S1',
      trackingEventId: 'scan-1',
      trackingStatus: 'out_for_delivery',
      location: 'Lima',
      description: null,
      occurredAt: at,
    });

  it('keeps the order shipped', () => {
    const history = given(shipped)
      .when(track())
      .then([scan('shipped')]);
    assert.equal(stateOf(history).shipments[0]?.status, 'in_transit');
    assert.deepEqual(allowedActions(stateOf(history)), [
      'refund',
      'track',
      'deliver',
      'fail_shipment',
      'return_to_sender',
    ]);
  });

  it('records each scan once', () => {
    const history = after(shipped, track(), track('o1.S1', 'scan-2'));
    assert.deepEqual(stateOf(history).shipments[0]?.trackingEventIds, ['scan-1', 'scan-2']);
    given(history).when(track()).then([]);
    given(history).when(track('o1.S1', 'scan-2')).then([]);
  });

  it('moves its own shipment only', () => {
    assert.deepEqual(
      stateOf(after(twoShipped, track('o1.S2'))).shipments.map(({ status }) => status),
      ['dispatched', 'in_transit'],
    );
  });

  it('accepts late scans, which change nothing else', () => {
    const late = given(delivered)
      .when(track())
      .then([scan('delivered')]);
    assert.equal(stateOf(late).shipments[0]?.status, 'delivered');
    assert.equal(stateOf(after(failed, track())).shipments[0]?.status, 'failed');
    given(back)
      .when(track())
      .then([scan('cancelled')]);
  });

  it('needs a shipment that went out', () => {
    given(created)
      .when(track())
      .then({ kind: 'wrong_state', code: 'shipment_not_dispatched', details: { status: 'created' } });
    given(shipped)
      .when(track('o1.S2'))
      .then({ kind: 'not_found', code: 'unknown_shipment', details: { id: 'o1.S2' } });
  });
});
