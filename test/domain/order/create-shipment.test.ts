import assert from 'node:assert/strict';
import type { LineQuantity } from '../../../domain/order/events.ts';
import { allowedActions } from '../../../domain/order/transitions.ts';
import { after, event, everything, given, l1, pack, pick, processing, readyToShip, ship, stateOf } from './orders.ts';

const unknown = { lineId: 'L9', quantity: 1 };

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
        labelUrl: 'https://labels.example/1',
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
      .then({
        kind: 'rule',
        code: 'quantity_exceeds_unshipped',
        details: { line: 'L1', quantity: '0.501', left: '0.5' },
      });
  });
});
