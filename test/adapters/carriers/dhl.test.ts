import assert from 'node:assert/strict';
import { dhlCarrier } from '../../../adapters/carriers/dhl/carrier.ts';
import type { ScanMeaning } from '../../../application/ports/carrier.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { dhlCheckpoint, dhlPush, DhlServer } from '../../support/carriers/dhl-server.ts';
import { FixedClock } from '../../support/clock.ts';
import { describeCarrier, optionsOf, parcel, secrets, to } from './contract.ts';

const codes: Readonly<Record<ScanMeaning, string>> = {
  in_transit: 'PU',
  delivered: 'OK',
  failed: 'NH',
  returned_to_sender: 'RT',
};

const openFixture = async () => {
  const dhl = new DhlServer();
  const server = await dhl.start();
  const clock = new FixedClock();
  const deliver = (body: string, secret: string) => ({
    headers: { 'x-dhl-webhook-token': secret },
    query: {},
    body: Buffer.from(body),
  });
  return {
    server,
    clock,
    open: (changes = {}) => dhlCarrier({ ...optionsOf(server, clock), ...changes }),
    scanned: (number: string, scans: readonly (readonly [ScanMeaning, string])[]) => {
      dhl.checkpoints.set(
        number,
        scans.map(([meaning, at]) => dhlCheckpoint(codes[meaning], at.slice(0, 10), at.slice(11, 19))),
      );
    },
    webhook: (number: string, _scan: readonly [ScanMeaning, string], secret: string) =>
      deliver(dhlPush(number), secret),
    deliver,
    dhl,
  };
};

describeCarrier(
  'dhl',
  {
    paths: { rates: '/rates', label: '/shipments', track: '/shipments/N1/tracking' },
    rates: [{ service: 'P', amount: 8925, currency: 'EUR', estimatedDelivery: '2026-11-26' }],
    refusals: { rates: 'dhl_996', label: 'dhl_8009' },
  },
  openFixture,
);

describe('DHL’s own', () => {
  it('rates are asked for in a query', async () => {
    const { server, open } = await openFixture();
    try {
      await open().rates(parcel);
      const { searchParams } = new URL(server.calls[0]!.path, server.url);
      assert.deepEqual(Object.fromEntries(searchParams), {
        accountNumber: 'A1',
        originCountryCode: 'US',
        originPostalCode: '38117',
        originCityName: 'Memphis',
        destinationCountryCode: 'US',
        destinationPostalCode: '78701',
        destinationCityName: 'Austin',
        weight: '1.3',
        length: '1',
        width: '1',
        height: '1',
        plannedShippingDate: '2026-11-23',
        isCustomsDeclarable: 'false',
        unitOfMeasurement: 'metric',
      });
    } finally {
      await server.close();
    }
  });

  it('labels are bought under a message reference of the shipment, for now, by the fitting product', async () => {
    const { server, open } = await openFixture();
    try {
      const carrier = open();
      const abroad = {
        ...parcel,
        to: { ...to, country: 'PE', line1: 'Avenida José Larco 1301, Edificio Torre Parque Mar, Miraflores' },
      };
      const bought = await carrier.buyLabel({ ...abroad, reference: 'o1.S1', service: null });
      assert.deepEqual(bought, { ok: true, trackingNumber: '1234560001', labelUrl: null });
      await carrier.buyLabel({ ...parcel, reference: 'o1.S1', service: null });
      const [first, second] = server.calls;
      assert.match(String(first?.headers['message-reference']), /^[0-9a-f]{32}$/);
      assert.equal(first?.headers['message-reference'], second?.headers['message-reference']);
      const bodies = [first, second].map((call) => call?.body as Record<string, unknown>);
      assert.deepEqual(
        bodies.map(({ plannedShippingDateAndTime, productCode }) => [plannedShippingDateAndTime, productCode]),
        [
          ['2026-11-23T15:00:00 GMT+00:00', 'P'],
          ['2026-11-23T15:00:00 GMT+00:00', 'N'],
        ],
      );
      const { receiverDetails } = bodies[0]!.customerDetails as Record<string, unknown>;
      assert.deepEqual(receiverDetails, {
        postalAddress: {
          postalCode: '78701',
          cityName: 'Austin',
          countryCode: 'PE',
          provinceCode: 'TX',
          addressLine1: 'Avenida José Larco 1301, Edificio Torre',
          addressLine2: 'Parque Mar, Miraflores',
        },
        contactInformation: { phone: '1901555', companyName: 'Ada Byron', fullName: 'Ada Byron' },
      });
    } finally {
      await server.close();
    }
  });

  it('checkpoints have the time of their place', async () => {
    const { server, open, dhl } = await openFixture();
    try {
      dhl.checkpoints.set('N1', [dhlCheckpoint('PU', '2026-11-24', '13:06:00', '+09:00')]);
      assert.deepEqual(await open().track('N1'), [
        {
          scanId: 'PU@2026-11-24T04:06:00.000Z',
          meaning: 'in_transit',
          status: 'PU',
          location: 'Brisbane-AU',
          description: 'checkpoint PU',
          occurredAt: '2026-11-24T04:06:00.000Z',
        },
      ]);
    } finally {
      await server.close();
    }
  });

  it('pushes lead to asking, of every shipment once', async () => {
    const { server, open, deliver, scanned } = await openFixture();
    try {
      const carrier = open();
      scanned('N1', [['delivered', '2026-11-24T12:00:00.000Z']]);
      const reading = await carrier.readWebhook(deliver(dhlPush('N1', 'N2', 'N1'), secrets[0]!));
      assert.ok(reading.ok);
      assert.deepEqual(
        reading.reports.map(({ trackingNumber, scans }) => [trackingNumber, scans.length]),
        [
          ['N1', 1],
          ['N2', 0],
        ],
      );
      server.fail('tracking', 500, 500, 500);
      await assert.rejects(carrier.readWebhook(deliver(dhlPush('N1'), secrets[0]!)), ServiceUnavailableError);
      for (const body of ['', '{}', '{"shipments":[]}', '{"shipments":[{}]}']) {
        const answer = await carrier.readWebhook(deliver(body, secrets[0]!));
        assert.deepEqual(answer, { ok: false, reason: 'malformed' });
      }
    } finally {
      await server.close();
    }
  });
});
