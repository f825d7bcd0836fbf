import fc from 'fast-check';
import assert from 'node:assert/strict';
import { pollTracking, trackShipments } from '../../../application/fulfillment/poll-tracking.ts';
import { receiveCarrierWebhook } from '../../../application/fulfillment/receive-carrier-webhook.ts';
import { recordScans } from '../../../application/fulfillment/record-scans.ts';
import type { TrackingScan } from '../../../application/ports/carrier.ts';
import { InMemoryCarrier, scan } from '../../support/carriers/in-memory-carrier.ts';
import { dispatched, shipmentFixture, shippedBy } from '../../support/carriers/shipment-fixture.ts';
import { FixedClock } from '../../support/clock.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { MemoryLog } from '../../support/port-doubles.ts';
import { accepted } from '../../support/test-engine.ts';

const at = (hour: number): string => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;

const openFixture = () => {
  const fixture = shipmentFixture();
  const carriers = ['fedex', 'ups'].map((name) => new InMemoryCarrier(name));
  const [fedex, ups] = carriers as [InMemoryCarrier, InMemoryCarrier];
  const log = new MemoryLog();
  const dependencies = {
    carriers: new Map(carriers.map((carrier) => [carrier.name, carrier])),
    handlers: fixture.handlers,
    clock: new FixedClock(at(23)),
    log,
    shipmentsUnderWay: fixture.shipments,
    shipments: fixture.shipments,
  };
  const poll = (): Promise<void> => trackShipments(dependencies, new AbortController().signal);
  const receive = receiveCarrierWebhook(dependencies);
  const send = (name: string, trackingNumber: string, ...scans: readonly TrackingScan[]) =>
    receive(name, {
      headers: { secret: 'secret' },
      query: {},
      body: Buffer.from(JSON.stringify([{ trackingNumber, scans }])),
    });
  /** The order's events since it was dispatched the first time, and when each happened. */
  const sinceDispatch = async (orderId: string) => {
    const events = await fixture.store.read(`order-demo/${orderId}`);
    const first = events.findIndex(({ type }) => type === 'ShipmentDispatched');
    return events.slice(first + 1).map(({ type, data }) => [type, (data as { at: string }).at]);
  };
  return { ...fixture, fedex, ups, log, dependencies, poll, receive, send, sinceDispatch };
};

type Fixture = ReturnType<typeof openFixture>;

const onItsWay = async (fixture: Fixture, name = 'cart', carrier = 'fedex', number = 'T1'): Promise<string> => {
  const orderId = await shippedBy(fixture, name, carrier, number);
  await dispatched(fixture, orderId, at(6));
  return orderId;
};

const delivery = [scan('in_transit', at(8)), scan('in_transit', at(10)), scan('delivered', at(12))];

const delivered = [
  ['ShipmentTracked', at(8)],
  ['ShipmentTracked', at(10)],
  ['ShipmentTracked', at(12)],
  ['ShipmentDelivered', at(12)],
];

describe('tracking', () => {
  it('takes a shipment to its delivery, however often and in whatever parts its scans come', async () => {
    const fixture = openFixture();
    const orderId = await onItsWay(fixture);
    await fixture.poll();
    for (const count of [1, 1, 2, 3, 3]) {
      fixture.fedex.scans.set('T1', delivery.slice(0, count));
      await fixture.poll();
    }
    assert.deepEqual(await fixture.sinceDispatch(orderId), delivered);
    assert.deepEqual(fixture.log.lines, []);
    assert.equal(fixture.fedex.asked.length, 5, 'nobody asks for what is delivered');
  });

  it('does the same by webhooks, twice, in any order, beside polling', async () => {
    const deliveries = fc.shuffledSubarray([...delivery, ...delivery], { minLength: 6 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (scans) => {
        const fixture = openFixture();
        const orderId = await onItsWay(fixture);
        fixture.fedex.scans.set('T1', delivery.slice(0, 2));
        await Promise.all([fixture.poll(), ...scans.map((each) => fixture.send('fedex', 'T1', each))]);
        const types = (await fixture.sinceDispatch(orderId)).map(([type]) => type);
        assert.deepEqual(types.toSorted(), delivered.map(([type]) => type).toSorted());
        const { state } = (await fixture.handlers.order.handle(orderId, contextFor('look'), () => ({
          ok: true,
          events: [],
        }))) as { state: { status: string } };
        assert.equal(state.status, 'delivered');
      }),
      { numRuns: 30 },
    );
  });

  it('fails a delivery, and delivers what goes out again', async () => {
    const fixture = openFixture();
    const orderId = await onItsWay(fixture);
    const failure = scan('failed', at(9), { description: 'nobody home' });
    fixture.fedex.scans.set('T1', [failure]);
    await fixture.poll();
    await fixture.poll();
    await dispatched(fixture, orderId, at(10));
    await fixture.poll();
    fixture.fedex.scans.set('T1', [failure, scan('in_transit', at(11)), scan('delivered', at(12))]);
    await fixture.poll();
    assert.deepEqual(await fixture.sinceDispatch(orderId), [
      ['ShipmentTracked', at(9)],
      ['ShipmentFailed', at(9)],
      ['ShipmentDispatched', at(10)],
      ['ShipmentTracked', at(11)],
      ['ShipmentTracked', at(12)],
      ['ShipmentDelivered', at(12)],
    ]);
    const failed = fixture.store.all().find(({ type }) => type === 'ShipmentFailed')!;
    assert.equal((failed.data as { reason: string }).reason, 'nobody home');
    assert.deepEqual([failed.metadata.actor.subject, failed.metadata.recorded_at], ['process:tracking', at(23)]);
  });

  it('does not fail what went out again by news from before', async () => {
    const fixture = openFixture();
    const orderId = await onItsWay(fixture);
    accepted(await fixture.engine.fulfillment.fail(contextFor('by hand'), `${orderId}.S1`, { reason: 'by hand' }));
    await dispatched(fixture, orderId, at(10));
    await fixture.send('fedex', 'T1', scan('failed', at(9)));
    assert.deepEqual((await fixture.sinceDispatch(orderId)).at(-1), ['ShipmentTracked', at(9)]);
    await fixture.send('fedex', 'T1', scan('failed', at(11)));
    assert.deepEqual((await fixture.sinceDispatch(orderId)).at(-1), ['ShipmentFailed', at(11)]);
  });

  it('refunds what came back, once', async () => {
    const fixture = openFixture();
    const orderId = await onItsWay(fixture);
    const [shipment] = await fixture.shipments.shipmentsByTrackingNumber('fedex', 'T1');
    const scans = [scan('returned_to_sender', at(9))];
    await recordScans(fixture.dependencies, shipment!, scans);
    await recordScans(fixture.dependencies, shipment!, [...scans, scan('in_transit', at(10))]);
    const types = (await fixture.sinceDispatch(orderId)).map(([type]) => type);
    assert.deepEqual(types, [
      'ShipmentTracked',
      'ShipmentReturnedToSender',
      'OrderLinesCancelled',
      'OrderCancelled',
      'RefundRequested',
      'RefundSucceeded',
      'ShipmentTracked',
    ]);
  });

  it('notes and logs what comes after the end', async () => {
    const fixture = openFixture();
    const orderId = await onItsWay(fixture);
    const [shipment] = await fixture.shipments.shipmentsByTrackingNumber('fedex', 'T1');
    await recordScans(fixture.dependencies, shipment!, delivery);
    await recordScans(fixture.dependencies, shipment!, [...delivery, scan('failed', at(11))]);
    await recordScans(fixture.dependencies, shipment!, [
      ...delivery,
      scan('failed', at(11)),
      scan('in_transit', at(7)),
    ]);
    const late = [at(11), at(7)].map((when) => ['ShipmentTracked', when]);
    assert.deepEqual(await fixture.sinceDispatch(orderId), [...delivered, ...late]);
    const fields = { organization_id: 'demo', shipment_id: `${orderId}.S1`, code: 'invalid_transition' };
    assert.deepEqual(fixture.log.lines, [{ level: 'warn', fields, message: 'the order has no use for a scan' }]);
  });

  it('records nothing of a shipment that has not gone out, and all of it once it has', async () => {
    const fixture = openFixture();
    const orderId = await shippedBy(fixture, 'cart', 'fedex', 'T1');
    const early = { organizationId: 'demo', shipmentId: `${orderId}.S1`, carrier: 'fedex', trackingNumber: 'T1' };
    const before = await fixture.store.head();
    await recordScans(fixture.dependencies, { ...early, resentAt: null }, delivery);
    await recordScans(fixture.dependencies, { ...early, resentAt: null, shipmentId: `${orderId}.S9` }, delivery);
    assert.equal(await fixture.store.head(), before);
    assert.deepEqual(
      fixture.log.lines.map(({ fields }) => fields.code),
      ['shipment_not_dispatched', 'unknown_shipment'],
    );
    await dispatched(fixture, orderId, at(13));
    fixture.fedex.scans.set('T1', delivery);
    await fixture.poll();
    assert.deepEqual(await fixture.sinceDispatch(orderId), delivered);
  });

  it('takes no time of the future for when something happened', async () => {
    const fixture = openFixture();
    const orderId = await onItsWay(fixture);
    await fixture.send('fedex', 'T1', scan('delivered', '2027-01-01T00:00:00.000Z'));
    assert.deepEqual((await fixture.sinceDispatch(orderId)).at(-1), ['ShipmentDelivered', at(23)]);
  });
});

describe('polling', () => {
  it('asks every carrier for its own, and goes on when one shipment or one carrier fails', async () => {
    const fixture = openFixture();
    for (const [name, carrier] of [
      ['one', 'fedex'],
      ['two', 'fedex'],
      ['three', 'ups'],
      ['four', 'local'],
    ] as const) {
      await onItsWay(fixture, name, carrier, `T-${name}`);
    }
    fixture.fedex.outage = 'after';
    fixture.ups.scans.set('T-three', [scan('delivered', at(9))]);
    await fixture.poll();
    assert.equal(fixture.fedex.asked.length, 1, 'a carrier that does not answer is left in peace until the next round');
    assert.deepEqual(fixture.ups.asked, ['T-three']);
    assert.deepEqual(
      fixture.log.lines.map(({ fields, message }) => [fields.carrier, message]),
      [['fedex', 'tracking waits']],
    );
    fixture.fedex.outage = 'none';
    await fixture.poll();
    assert.deepEqual(fixture.fedex.asked.slice(1).toSorted(), ['T-one', 'T-two']);
  });

  it('reads page after page', async () => {
    const fixture = openFixture();
    const pages: (string | undefined)[] = [];
    const shipment = (number: number) => ({
      organizationId: 'demo',
      shipmentId: `o${number}.S1`,
      carrier: 'fedex',
      trackingNumber: `T${number}`,
      resentAt: null,
    });
    const shipmentsUnderWay = {
      ...fixture.shipments,
      shipmentsUnderWay: (_carriers: readonly string[], limit: number, after?: { readonly trackingNumber: string }) => {
        pages.push(after?.trackingNumber);
        const from = after === undefined ? 0 : Number(after.trackingNumber.slice(1)) + 1;
        return Promise.resolve(
          Array.from({ length: Math.min(limit, 230 - from) }, (_, index) => shipment(from + index)),
        );
      },
    };
    await trackShipments({ ...fixture.dependencies, shipmentsUnderWay }, new AbortController().signal);
    assert.deepEqual(pages, [undefined, 'T99', 'T199']);
    assert.equal(new Set(fixture.fedex.asked).size, 230);
  });

  it('goes round and round until it is told to stop', async () => {
    const fixture = openFixture();
    await onItsWay(fixture);
    const stopping = new AbortController();
    const waits: number[] = [];
    const pause = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      if (waits.length === 3) stopping.abort();
      return Promise.resolve();
    };
    const broken = { ...fixture.shipments, shipmentsUnderWay: () => Promise.reject(new Error('no database')) };
    await pollTracking({ ...fixture.dependencies, pause, intervalMs: 1000 }, stopping.signal);
    assert.deepEqual(
      [waits, fixture.fedex.asked],
      [
        [1000, 1000, 1000],
        ['T1', 'T1', 'T1'],
      ],
    );

    const again = new AbortController();
    const once = (): Promise<void> => {
      again.abort();
      return Promise.resolve();
    };
    const dependencies = { ...fixture.dependencies, shipmentsUnderWay: broken, pause: once, intervalMs: 1 };
    await pollTracking(dependencies, again.signal);
    assert.equal(fixture.log.lines.at(-1)?.message, 'tracking waits');
  });
});

describe('a carrier’s webhook', () => {
  it('is taken from a configured carrier that can be believed', async () => {
    const fixture = openFixture();
    const orderId = await onItsWay(fixture);
    const unsigned = { headers: {}, query: {}, body: Buffer.from('[]') };
    assert.equal(await fixture.receive('dhl', unsigned), 'unknown_sender');
    assert.equal(await fixture.receive('fedex', unsigned), 'unverified');
    assert.equal(
      await fixture.receive('fedex', { ...unsigned, headers: { secret: 'secret' }, body: Buffer.from('{') }),
      'malformed',
    );
    assert.equal(await fixture.send('ups', 'T1', ...delivery), 'accepted', 'a number of another carrier');
    assert.equal(await fixture.send('fedex', 'T2', ...delivery), 'accepted', 'a number that nobody knows');
    assert.deepEqual(await fixture.sinceDispatch(orderId), []);
    assert.equal(await fixture.send('fedex', 'T1', ...delivery), 'accepted');
    assert.deepEqual(await fixture.sinceDispatch(orderId), delivered);
  });
});
