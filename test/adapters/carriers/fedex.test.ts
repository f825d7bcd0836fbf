import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { fedexCarrier } from '../../../adapters/carriers/fedex/carrier.ts';
import type { ScanMeaning } from '../../../application/ports/carrier.ts';
import { fedexPush, fedexScan, FedexServer } from '../../support/carriers/fedex-server.ts';
import { FixedClock } from '../../support/clock.ts';
import { describeAccessTokens } from './access-tokens.ts';
import { describeCarrier, optionsOf, parcel, secrets } from './contract.ts';

const codes: Readonly<Record<ScanMeaning, string>> = {
  in_transit: 'PU',
  delivered: 'DL',
  failed: 'DE',
  returned_to_sender: 'RS',
};

const openFixture = async () => {
  const fedex = new FedexServer();
  const server = await fedex.start();
  const clock = new FixedClock();
  const deliver = (body: string, secret: string) => ({
    headers: { 'fdx-signature': createHmac('sha256', secret).update(body).digest('base64') },
    query: {},
    body: Buffer.from(body),
  });
  return {
    server,
    clock,
    open: (changes = {}) => fedexCarrier({ ...optionsOf(server, clock), ...changes }),
    revokeTokens: () => {
      fedex.revokeTokens();
    },
    scanned: (number: string, scans: readonly (readonly [ScanMeaning, string])[]) => {
      fedex.scans.set(
        number,
        scans.map(([meaning, at]) => fedexScan(codes[meaning], at)),
      );
    },
    webhook: (number: string, [meaning, at]: readonly [ScanMeaning, string], secret: string) =>
      deliver(fedexPush(number, fedexScan(codes[meaning], at)), secret),
    deliver,
    fedex,
  };
};

describeCarrier(
  'fedex',
  {
    paths: { rates: '/rate/v1/rates/quotes', label: '/ship/v1/shipments', track: '/track/v1/trackingnumbers' },
    rates: [{ service: 'FEDEX_GROUND', amount: 1250, currency: 'USD', estimatedDelivery: '2026-11-25' }],
    refusals: { rates: 'rate_location_noservice', label: 'ship_recipient_postalcode_invalid' },
  },
  openFixture,
);

describeAccessTokens('fedex', '/oauth/token', openFixture);

describe('FedEx’s own', () => {
  it('labels are bought under the shipment’s id and come as addresses', async () => {
    const { server, open } = await openFixture();
    try {
      const label = await open().buyLabel({ ...parcel, reference: 'o1.S1', service: null });
      const trackingNumber = '794900000001';
      assert.deepEqual(label, { ok: true, trackingNumber, labelUrl: `https://labels/${trackingNumber}.pdf` });
      const { headers, body } = server.calls.at(-1)!;
      assert.equal(headers['x-customer-transaction-id'], 'o1.S1');
      assert.deepEqual(body, {
        accountNumber: { value: 'A1' },
        labelResponseOptions: 'URL_ONLY',
        requestedShipment: {
          shipper: {
            contact: { personName: 'Comanda', phoneNumber: '1901555' },
            address: {
              streetLines: ['1 Dock Rd'],
              city: 'Memphis',
              stateOrProvinceCode: 'TN',
              postalCode: '38117',
              countryCode: 'US',
            },
          },
          recipients: [
            {
              contact: { personName: 'Ada Byron', phoneNumber: '1901555' },
              address: {
                streetLines: ['1 Square'],
                city: 'Austin',
                stateOrProvinceCode: 'TX',
                postalCode: '78701',
                countryCode: 'US',
              },
            },
          ],
          pickupType: 'USE_SCHEDULED_PICKUP',
          serviceType: 'FEDEX_GROUND',
          packagingType: 'YOUR_PACKAGING',
          shippingChargesPayment: { paymentType: 'SENDER' },
          labelSpecification: { imageType: 'PDF', labelStockType: 'PAPER_4X6' },
          requestedPackageLineItems: [
            {
              weight: { units: 'KG', value: 1.3 },
              customerReferences: [{ customerReferenceType: 'CUSTOMER_REFERENCE', value: 'o1.S1' }],
            },
          ],
        },
      });
    } finally {
      await server.close();
    }
  });

  it('scans say where and what, in UTC', async () => {
    const { server, open, fedex } = await openFixture();
    try {
      const exception = { exceptionDescription: 'Customer not available\u0007' };
      fedex.scans.set('N1', [fedexScan('DE', '2026-11-24T12:00:00-05:00', exception)]);
      assert.deepEqual(await open().track('N1'), [
        {
          scanId: 'DE@2026-11-24T17:00:00.000Z',
          meaning: 'failed',
          status: 'DE',
          location: 'MEMPHIS, TN, US',
          description: 'event DE: Customer not available',
          occurredAt: '2026-11-24T17:00:00.000Z',
        },
      ]);
    } finally {
      await server.close();
    }
  });

  it('pushes are signed over the very bytes', async () => {
    const { server, open, deliver } = await openFixture();
    try {
      const carrier = open();
      const delivery = deliver(fedexPush('N1', fedexScan('DL', '2026-11-24T12:00:00Z')), secrets[0]!);
      const spaced = Buffer.concat([delivery.body, Buffer.from(' ')]);
      assert.deepEqual(await carrier.readWebhook({ ...delivery, body: spaced }), { ok: false, reason: 'unverified' });
      const single = JSON.stringify({ trackingNumberInfo: { trackingNumber: 'N2' }, scanEvents: [] });
      const reading = await carrier.readWebhook(deliver(single, secrets[1]!));
      assert.deepEqual(reading.ok && reading.reports, [{ trackingNumber: 'N2', scans: [] }]);
      for (const body of ['', '{', '[]', '{"scanEvents":[]}', '{"output":{"completeTrackResults":1}}']) {
        const answer = await carrier.readWebhook(deliver(body, secrets[0]!));
        assert.deepEqual(answer, { ok: false, reason: 'malformed' });
      }
    } finally {
      await server.close();
    }
  });
});
