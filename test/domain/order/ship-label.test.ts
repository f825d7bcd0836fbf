import assert from 'node:assert/strict';
import {
  after,
  backToSender,
  created,
  delivered,
  dispatch,
  event,
  given,
  labelFailed,
  labelled,
  readyToShip,
  ship,
  shipped,
  stateOf,
} from './orders.ts';

/** A shipment whose number is still to come. */
const unlabelled = after(readyToShip, { ...ship(), trackingNumber: null, labelUrl: null });

const label = { shipmentId: 'o1.S1', trackingNumber: 'T2', labelUrl: 'https://labels.example/2' };

describe('a shipment’s label', () => {
  it('gives the shipment its tracking number and changes nothing else', () => {
    const history = given(unlabelled)
      .when(labelled())
      .then([event('ShipmentLabelled', 'ready_to_ship', label)]);
    const { trackingNumber, labelUrl, status, attempts } = stateOf(history).shipments[0]!;
    assert.deepEqual([trackingNumber, labelUrl, status, attempts], ['T2', label.labelUrl, 'created', 0]);
  });

  it('is recorded once', () => {
    given(after(unlabelled, labelled())).when(labelled()).then([]);
  });

  it('goes out with the shipment, unless it is dispatched under another number', () => {
    const numberOf = (trackingNumber: string | null) =>
      stateOf(after(unlabelled, labelled(), dispatch('o1.S1', trackingNumber))).shipments[0]?.trackingNumber;
    assert.deepEqual([numberOf(null), numberOf('T3')], ['T2', 'T3']);
  });

  it('that comes after the shipment has gone is its label all the same', () => {
    given(after(unlabelled, dispatch()))
      .when(labelled())
      .then([event('ShipmentLabelled', 'shipped', label)]);
    given(delivered)
      .when(labelled())
      .then([event('ShipmentLabelled', 'delivered', label)]);
    given(after(shipped, backToSender()))
      .when(labelled())
      .then([event('ShipmentLabelled', 'cancelled', label)]);
  });

  it('that is refused is on record, and may still come', () => {
    const history = given(unlabelled)
      .when(labelFailed())
      .then([event('ShipmentLabelFailed', 'ready_to_ship', { shipmentId: 'o1.S1', reason: 'address not served' })]);
    assert.deepEqual(stateOf(history), stateOf(unlabelled));
    given(history)
      .when(labelled())
      .then([event('ShipmentLabelled', 'ready_to_ship', label)]);
  });

  it('cannot be refused once there is one', () => {
    given(created).when(labelFailed()).then([]);
    given(after(unlabelled, labelled())).when(labelFailed()).then([]);
  });

  it('is of a shipment that the order has', () => {
    for (const command of [labelled('o1.S9'), labelFailed('o1.S9')]) {
      given(unlabelled)
        .when(command)
        .then({ kind: 'not_found', code: 'unknown_shipment', details: { id: 'o1.S9' } });
    }
  });
});
