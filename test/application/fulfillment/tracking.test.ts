import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pollTracking, trackShipments } from '../../../application/fulfillment/poll-tracking.ts';
import { receiveCarrierWebhook } from '../../../application/fulfillment/receive-carrier-webhook.ts';
import { recordScans } from '../../../application/fulfillment/record-scans.ts';
import type { TrackingScan } from '../../../application/ports/carrier.ts';
import { InMemoryCarrier, scan } from '../../support/carriers/in-memory-carrier.ts';
import { dispatched, shipmentBed, shippedBy } from '../../support/carriers/shipment-fixture.ts';
import { FixedClock } from '../../support/clock.ts';
import { accepted } from '../../support/engine-fixture.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { MemoryLog } from '../../support/port-doubles.ts';

const at = (hour: number): string => `2026-11-24T${String(hour).padStart(2, '0')}:00:00.000Z`;

const openBed = () => {
  const bed = shipmentBed();
  const carriers = ['fedex', 'ups'].map((name) => new InMemoryCarrier(name));
  const [fedex, ups] = carriers as [InMemoryCarrier, InMemoryCarrier];
  const log = new MemoryLog();
  const dependencies = {
    carriers: new Map(carriers.map((carrier) => [carrier.name, carrier])),
    handlers: bed.handlers,
    clock: new FixedClock(at(23)),
    log,
    shipmentsUnderWay: bed.shipments,
    shipments: bed.shipments,
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
    const events = await bed.store.read(`order-demo/${orderId}`);
    const first = events.findIndex(({ type }) => type === 'ShipmentDispatched');
    return events.slice(first + 1).map(({ type, data }) => [type, (data as { at: string }).at]);
  };
  return { ...bed, fedex, ups, log, dependencies, poll, receive, send, sinceDispatch };
};

type Bed = ReturnType<typeof openBed>;

const onItsWay = async (bed: Bed, name = 'cart', carrier = 'fedex', number = 'T1'): Promise<string> => {
  const orderId = await shippedBy(bed, name, carrier, number);
  await dispatched(bed, orderId, at(6));
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
    const bed = openBed();
    const orderId = await onItsWay(bed);
    await bed.poll();
    for (const count of [1, 1, 2, 3, 3]) {
      bed.fedex.scans.set('T1', delivery.slice(0, count));
      await bed.poll();
    }
    assert.deepEqual(await bed.sinceDispatch(orderId), delivered);
    assert.deepEqual(bed.log.lines, []);
    assert.equal(bed.fedex.asked.length, 5, 'nobody asks for what is delivered');
  });

  it('does the same by webhooks, twice, in any order, beside polling', async () => {
    const deliveries = fc.shuffledSubarray([...delivery, ...delivery], { minLength: 6 });
    await fc.assert(
      fc.asyncProperty(deliveries, async (scans) => {
        const bed = openBed();
        const orderId = await onItsWay(bed);
        bed.fedex.scans.set('T1', delivery.slice(0, 2));
        await Promise.all([bed.poll(), ...scans.map((each) => bed.send('fedex', 'T1', each))]);
        const types = (await bed.sinceDispatch(orderId)).map(([type]) => type);
        assert.deepEqual(types.toSorted(), delivered.map(([type]) => type).toSorted());
        const { state } = (await bed.handlers.order.handle(orderId, contextFor('look'), () => ({
          ok: true,
          events: [],
        }))) as { state: { status: string } };
        assert.equal(state.status, 'delivered');
      }),
      { numRuns: 30 },
    );
  });

  it('fails a delivery, and delivers what goes out again', async () => {
    const bed = openBed();
    const orderId = await onItsWay(bed);
    const failure = scan('failed', at(9), { description: 'nobody home' });
    bed.fedex.scans.set('T1', [failure]);
    await bed.poll();
    await bed.poll();
    await dispatched(bed, orderId, at(10));
    await bed.poll();
    bed.fedex.scans.set('T1', [failure, scan('in_transit', at(11)), scan('delivered', at(12))]);
    await bed.poll();
    assert.deepEqual(await bed.sinceDispatch(orderId), [
      ['ShipmentTracked', at(9)],
      ['ShipmentFailed', at(9)],
      ['ShipmentDispatched', at(10)],
      ['ShipmentTracked', at(11)],
      ['ShipmentTracked', at(12)],
      ['ShipmentDelivered', at(12)],
    ]);
    const failed = bed.store.all().find(({ type }) => type === 'ShipmentFailed')!;
    assert.equal((failed.data as { reason: string }).reason, 'nobody home');
    assert.deepEqual([failed.metadata.actor.subject, failed.metadata.recorded_at], ['process:tracking', at(23)]);
  });

  it('does not fail what went out again by news from before', async () => {
    const bed = openBed();
    const orderId = await onItsWay(bed);
    accepted(await bed.engine.fulfillment.fail(contextFor('by hand'), `${orderId}.S1`, { reason: 'by hand' }));
    await dispatched(bed, orderId, at(10));
    await bed.send('fedex', 'T1', scan('failed', at(9)));
    assert.deepEqual((await bed.sinceDispatch(orderId)).at(-1), ['ShipmentTracked', at(9)]);
    await bed.send('fedex', 'T1', scan('failed', at(11)));
    assert.deepEqual((await bed.sinceDispatch(orderId)).at(-1), ['ShipmentFailed', at(11)]);
  });

  it('refunds what came back, once', async () => {
    const bed = openBed();
    const orderId = await onItsWay(bed);
    const [shipment] = await bed.shipments.shipmentsByTrackingNumber('fedex', 'T1');
    const scans = [scan('returned_to_sender', at(9))];
    await recordScans(bed.dependencies, shipment!, scans);
    await recordScans(bed.dependencies, shipment!, [...scans, scan('in_transit', at(10))]);
    const types = (await bed.sinceDispatch(orderId)).map(([type]) => type);
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
    const bed = openBed();
    const orderId = await onItsWay(bed);
    const [shipment] = await bed.shipments.shipmentsByTrackingNumber('fedex', 'T1');
    await recordScans(bed.dependencies, shipment!, delivery);
    await recordScans(bed.dependencies, shipment!, [...delivery, scan('failed', at(11))]);
    await recordScans(bed.dependencies, shipment!, [...delivery, scan('failed', at(11)), scan('in_transit', at(7))]);
    const late = [at(11), at(7)].map((when) => ['ShipmentTracked', when]);
    assert.deepEqual(await bed.sinceDispatch(orderId), [...delivered, ...late]);
    const fields = { organization_id: 'demo', shipment_id: `${orderId}.S1`, code: 'invalid_transition' };
    assert.deepEqual(bed.log.lines, [{ level: 'warn', fields, message: 'the order has no use for a scan' }]);
  });

  it('records nothing of a shipment that has not gone out, and all of it once it has', async () => {
    const bed = openBed();
    const orderId = await shippedBy(bed, 'cart', 'fedex', 'T1');
    const early = { organizationId: 'demo', shipmentId: `${orderId}.S1`, carrier: 'fedex', trackingNumber: 'T1' };
    const before = await bed.store.head();
    await recordScans(bed.dependencies, { ...early, resentAt: null }, delivery);
    await recordScans(bed.dependencies, { ...early, resentAt: null, shipmentId: `${orderId}.S9` }, delivery);
    assert.equal(await bed.store.head(), before);
    assert.deepEqual(
      bed.log.lines.map(({ fields }) => fields.code),
      ['shipment_not_dispatched', 'unknown_shipment'],
    );
    await dispatched(bed, orderId, at(13));
    bed.fedex.scans.set('T1', delivery);
    await bed.poll();
    assert.deepEqual(await bed.sinceDispatch(orderId), delivered);
  });

  it('takes no time of the future for when something happened', async () => {
    const bed = openBed();
    const orderId = await onItsWay(bed);
    await bed.send('fedex', 'T1', scan('delivered', '2027-01-01T00:00:00.000Z'));
    assert.deepEqual((await bed.sinceDispatch(orderId)).at(-1), ['ShipmentDelivered', at(23)]);
  });
});

describe('polling', () => {
  it('asks every carrier for its own, and goes on when one shipment or one carrier fails', async () => {
    const bed = openBed();
    for (const [name, carrier] of [
      ['one', 'fedex'],
      ['two', 'fedex'],
      ['three', 'ups'],
      ['four', 'local'],
    ] as const) {
      await onItsWay(bed, name, carrier, `T-${name}`);
    }
    bed.fedex.outage = 'after';
    bed.ups.scans.set('T-three', [scan('delivered', at(9))]);
    await bed.poll();
    assert.equal(bed.fedex.asked.length, 1, 'a carrier that does not answer is left in peace until the next round');
    assert.deepEqual(bed.ups.asked, ['T-three']);
    assert.deepEqual(
      bed.log.lines.map(({ fields, message }) => [fields.carrier, message]),
      [['fedex', 'tracking waits']],
    );
    bed.fedex.outage = 'none';
    await bed.poll();
    assert.deepEqual(bed.fedex.asked.slice(1).toSorted(), ['T-one', 'T-two']);
  });

  it('reads page after page', async () => {
    const bed = openBed();
    const pages: (string | undefined)[] = [];
    const shipment = (number: number) => ({
      organizationId: 'demo',
      shipmentId: `o${number}.S1`,
      carrier: 'fedex',
      trackingNumber: `T${number}`,
      resentAt: null,
    });
    const shipmentsUnderWay = {
      ...bed.shipments,
      shipmentsUnderWay: (_carriers: readonly string[], limit: number, after?: { readonly trackingNumber: string }) => {
        pages.push(after?.trackingNumber);
        const from = after === undefined ? 0 : Number(after.trackingNumber.slice(1)) + 1;
        return Promise.resolve(
          Array.from({ length: Math.min(limit, 230 - from) }, (_, index) => shipment(from + index)),
        );
      },
    };
    await trackShipments({ ...bed.dependencies, shipmentsUnderWay }, new AbortController().signal);
    assert.deepEqual(pages, [undefined, 'T99', 'T199']);
    assert.equal(new Set(bed.fedex.asked).size, 230);
  });

  it('goes round and round until it is told to stop', async () => {
    const bed = openBed();
    await onItsWay(bed);
    const stopping = new AbortController();
    const waits: number[] = [];
    const pause = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      if (waits.length === 3) stopping.abort();
      return Promise.resolve();
    };
    const broken = { ...bed.shipments, shipmentsUnderWay: () => Promise.reject(new Error('no database')) };
    await pollTracking({ ...bed.dependencies, pause, intervalMs: 1000 }, stopping.signal);
    assert.deepEqual(
      [waits, bed.fedex.asked],
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
    const dependencies = { ...bed.dependencies, shipmentsUnderWay: broken, pause: once, intervalMs: 1 };
    await pollTracking(dependencies, again.signal);
    assert.equal(bed.log.lines.at(-1)?.message, 'tracking waits');
  });
});

describe('a carrier’s webhook', () => {
  it('is taken from a configured carrier that can be believed', async () => {
    const bed = openBed();
    const orderId = await onItsWay(bed);
    const unsigned = { headers: {}, query: {}, body: Buffer.from('[]') };
    assert.equal(await bed.receive('dhl', unsigned), 'unknown_sender');
    assert.equal(await bed.receive('fedex', unsigned), 'unverified');
    assert.equal(
      await bed.receive('fedex', { ...unsigned, headers: { secret: 'secret' }, body: Buffer.from('{') }),
      'malformed',
    );
    assert.equal(await bed.send('ups', 'T1', ...delivery), 'accepted', 'a number of another carrier');
    assert.equal(await bed.send('fedex', 'T2', ...delivery), 'accepted', 'a number that nobody knows');
    assert.deepEqual(await bed.sinceDispatch(orderId), []);
    assert.equal(await bed.send('fedex', 'T1', ...delivery), 'accepted');
    assert.deepEqual(await bed.sinceDispatch(orderId), delivered);
  });
});
