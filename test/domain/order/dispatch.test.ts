import assert from 'node:assert/strict';
import { allowedActions } from '../../../domain/order/transitions.ts';
import {
  after,
  assignAll,
  backToSender,
  cash,
  created,
  deliver,
  delivered,
  dispatch,
  event,
  fail,
  given,
  l1,
  pack,
  pick,
  place,
  processing,
  ship,
  shipped,
  stateOf,
  statusOf,
  track,
  twoCreated,
  twoShipped,
} from './orders.ts';

const withVariants = [
  { lineId: 'L1', quantity: 2000, variantId: 'variant-L1' },
  { lineId: 'L2', quantity: 3000, variantId: 'variant-L2' },
];

const sent = { shipmentId: 'o1.S1', attempt: 1, trackingNumber: 'T1', estimatedDelivery: '2026-03-03' };

const failed = after(shipped, fail());

describe('dispatching a shipment', () => {
  it('says what the inventory deducts', () => {
    const history = given(created)
      .when(dispatch())
      .then([
        event('ShipmentDispatched', 'shipped', {
          ...sent,
          reservationId: 'reservation-1',
          lines: withVariants,
          stockManaged: true,
        }),
      ]);
    const { status, attempts, estimatedDelivery, trackingNumber } = stateOf(history).shipments[0]!;
    assert.deepEqual([status, attempts, estimatedDelivery, trackingNumber], ['dispatched', 1, '2026-03-03', 'T1']);
  });

  it('deducts nothing for imported history', () => {
    const imported = after([], { ...place, reservationExpiresAt: null }, cash(), assignAll, pick(), pack(), ship());
    given(imported)
      .when(dispatch())
      .then([
        event('ShipmentDispatched', 'shipped', {
          ...sent,
          reservationId: null,
          lines: withVariants,
          stockManaged: false,
        }),
      ]);
  });

  it('takes a tracking number that came later', () => {
    const state = stateOf(after(created, dispatch('o1.S1', 'T2')));
    assert.equal(state.shipments[0]?.trackingNumber, 'T2');
  });

  it('leaves the order where its least advanced line is', () => {
    const one = after(twoCreated, dispatch('o1.S2'));
    assert.equal(statusOf(one), 'ready_to_ship');
    assert.deepEqual(
      stateOf(one).shipments.map(({ status }) => status),
      ['created', 'dispatched'],
    );
    assert.equal(statusOf(after(one, dispatch())), 'shipped');
    const working = after(processing, pick([l1(1000)]), pack(), ship(), dispatch());
    assert.equal(statusOf(working), 'processing');
    assert.equal(statusOf(after(working, deliver())), 'processing');
  });

  it('is done once', () => {
    given(shipped).when(dispatch()).then([]);
    given(after(shipped, track())).when(dispatch()).then([]);
    given(delivered).when(dispatch()).then([]);
  });

  it('sends a failed shipment out again, without shipping its units twice', () => {
    assert.deepEqual(allowedActions(stateOf(failed)), ['refund', 'dispatch', 'track', 'deliver', 'return_to_sender']);
    const history = given(failed)
      .when(dispatch())
      .then([
        event('ShipmentDispatched', 'shipped', {
          ...sent,
          attempt: 2,
          reservationId: 'reservation-1',
          lines: withVariants,
          stockManaged: true,
        }),
      ]);
    assert.deepEqual(
      stateOf(history).lines.map((line) => line.shipped),
      [2000, 3000],
    );
  });

  it('does not send out what came back', () => {
    given(after(twoShipped, backToSender()))
      .when(dispatch())
      .then({ kind: 'wrong_state', code: 'shipment_closed', details: { status: 'returned_to_sender' } });
  });
});
