import assert from 'node:assert/strict';
import { deterministicId } from '../../../application/commands/ids.ts';
import { labelShipments } from '../../../application/fulfillment/label-shipments.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { InMemoryCarrier } from '../../support/carriers/in-memory-carrier.ts';
import { dispatched, shipmentFixture, shippedBy } from '../../support/carriers/shipment-fixture.ts';
import { FixedClock } from '../../support/clock.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { accepted, address } from '../../support/test-engine.ts';

const shipFrom = { name: 'Dock', line1: 'Dock 1', city: 'Callao', country: 'PE' };

const openFixture = () => {
  const fixture = shipmentFixture();
  const fedex = new InMemoryCarrier('fedex');
  const handle = labelShipments({
    carriers: new Map([['fedex', fedex]]),
    handlers: fixture.handlers,
    store: fixture.store,
    shipFrom,
    parcelWeightGrams: 1500,
    clock: new FixedClock('2026-11-23T16:00:00.000Z'),
  });
  /** Hands every event so far to the labels. */
  const deliver = async (): Promise<void> => {
    for (const event of fixture.store.all()) await handle(event);
  };
  const last = () => fixture.store.all().at(-1)!;
  return { ...fixture, fedex, deliver, last };
};

describe('labels', () => {
  it('are bought for new shipments of a configured carrier, once', async () => {
    const fixture = openFixture();
    const orderId = await shippedBy(fixture, 'cart', 'fedex');
    for (let time = 0; time < 3; time += 1) await fixture.deliver();

    assert.deepEqual(fixture.fedex.bought, [
      { from: shipFrom, to: address, weightGrams: 1500, reference: `${orderId}.S1`, service: null },
    ]);
    const { type, data, metadata } = fixture.last();
    const label = { shipmentId: `${orderId}.S1`, trackingNumber: 'T1', labelUrl: 'https://labels/T1' };
    const at = '2026-11-23T16:00:00.000Z';
    assert.deepEqual([type, data], ['ShipmentLabelled', { orderId, status: 'ready_to_ship', at, ...label }]);
    const cause = fixture.store.all().find((event) => event.type === 'ShipmentCreated')!;
    assert.deepEqual(
      [metadata.command_id, metadata.causation_id, metadata.correlation_id, metadata.actor.subject],
      [deterministicId(cause.id, 'label'), cause.id, cause.metadata.correlation_id, 'process:labels'],
    );

    const order = await dispatched(fixture, orderId, at);
    assert.equal(order.exists && order.shipments[0]?.trackingNumber, 'T1');
  });

  it('are not bought for carriers without an API, nor for shipments with a number', async () => {
    const fixture = openFixture();
    await shippedBy(fixture, 'one', 'local');
    await shippedBy(fixture, 'two', 'fedex', 'F1');
    const third = await shippedBy(fixture, 'three', 'fedex');
    await fixture.engine.fulfillment.dispatch(contextFor('by hand'), `${third}.S1`, {
      trackingNumber: 'F2',
      estimatedDelivery: null,
    });
    const fourth = await shippedBy(fixture, 'four', 'fedex');
    await dispatched(fixture, fourth, '2026-11-23T15:30:00.000Z');
    accepted(await fixture.engine.fulfillment.deliver(contextFor('carried'), `${fourth}.S1`));
    await fixture.deliver();
    assert.deepEqual(fixture.fedex.bought, []);
    assert.equal(fixture.last().type, 'ShipmentDelivered');
  });

  it('that the carrier refuses are on record, and not asked for again', async () => {
    const fixture = openFixture();
    fixture.fedex.refusal = { reason: 'address_not_served', message: 'nobody goes there' };
    const orderId = await shippedBy(fixture, 'cart', 'fedex');
    await fixture.deliver();
    fixture.fedex.refusal = undefined;
    await fixture.deliver();
    assert.deepEqual(fixture.fedex.bought, []);
    const { type, data } = fixture.last();
    assert.deepEqual(
      [type, data],
      [
        'ShipmentLabelFailed',
        {
          orderId,
          status: 'ready_to_ship',
          at: '2026-11-23T16:00:00.000Z',
          shipmentId: `${orderId}.S1`,
          reason: 'address_not_served',
        },
      ],
    );
  });

  it('need somewhere to go', async () => {
    const fixture = openFixture();
    const { orders, fulfillment } = fixture.engine;
    const items = [{ variantId: 'v1', quantity: 6000 }];
    const order = {
      orderType: 'phone',
      customerId: 'c1',
      items,
      shippingMethod: 'standard',
      paymentMethod: 'cash',
    } as const;
    const { orderId } = accepted(await orders.place(contextFor('place'), order));
    const money = { method: 'cash', methodId: null, amount: 6600, currency: 'USD' } as const;
    accepted(await orders.pay(contextFor('pay'), orderId, money));
    accepted(await fulfillment.assign(contextFor('assign'), orderId, { tasks: null }));
    accepted(await fulfillment.pick(contextFor('pick'), `${orderId}.F1`, { lines: null }));
    accepted(await fulfillment.pack(contextFor('pack'), `${orderId}.F1`, { lines: null }));
    const parcel = { carrier: 'fedex', service: 'NEXT', trackingNumber: null, lines: null };
    accepted(await fulfillment.createShipment(contextFor('ship'), orderId, parcel));
    await fixture.deliver();
    assert.deepEqual(fixture.fedex.bought, []);
    assert.equal((fixture.last().data as { reason: string }).reason, 'no_address');
  });

  it('wait for a carrier that does not answer; an answer that was lost is asked for again under the same reference', async () => {
    const fixture = openFixture();
    const orderId = await shippedBy(fixture, 'cart', 'fedex');
    fixture.fedex.outage = 'before';
    await assert.rejects(fixture.deliver(), ServiceUnavailableError);
    fixture.fedex.outage = 'after';
    await assert.rejects(fixture.deliver(), ServiceUnavailableError);
    assert.equal(fixture.last().type, 'ShipmentCreated');
    fixture.fedex.outage = 'none';
    await fixture.deliver();
    await fixture.deliver();
    assert.deepEqual(
      fixture.fedex.bought.map(({ reference }) => reference),
      [`${orderId}.S1`, `${orderId}.S1`],
    );
    assert.equal((await fixture.types(orderId)).filter((type) => type === 'ShipmentLabelled').length, 1);
  });
});
