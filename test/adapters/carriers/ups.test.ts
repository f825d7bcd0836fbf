import assert from 'node:assert/strict';
import { upsCarrier } from '../../../adapters/carriers/ups/carrier.ts';
import type { ScanMeaning } from '../../../application/ports/carrier.ts';
import { upsActivity, upsAlert, UpsServer } from '../../support/carriers/ups-server.ts';
import { FixedClock } from '../../support/clock.ts';
import { describeAccessTokens } from './access-tokens.ts';
import { describeCarrier, optionsOf, parcel, secrets } from './contract.ts';

const codes: Readonly<Record<ScanMeaning, readonly [type: string, code: string, statusCode: string]>> = {
  in_transit: ['I', 'DP', '005'],
  delivered: ['D', 'FS', '011'],
  failed: ['X', '48', '022'],
  returned_to_sender: ['RS', 'RS', '034'],
};

/** `20261124 120000`, as UPS writes an instant. */
const upsTime = (instant: string): string => instant.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', ' ');

const openFixture = async () => {
  const ups = new UpsServer();
  const server = await ups.start();
  const clock = new FixedClock();
  const deliver = (body: string, secret: string) => ({
    headers: { credential: secret, 'user-agent': 'UPSPubSubTrackingService' },
    query: {},
    body: Buffer.from(body),
  });
  return {
    server,
    clock,
    open: (changes = {}) => upsCarrier({ ...optionsOf(server, clock), ...changes }),
    revokeTokens: () => {
      ups.revokeTokens();
    },
    scanned: (number: string, scans: readonly (readonly [ScanMeaning, string])[]) => {
      ups.activities.set(
        number,
        scans.map(([meaning, at]) => upsActivity(...codes[meaning], upsTime(at))),
      );
    },
    webhook: (number: string, [meaning, at]: readonly [ScanMeaning, string], secret: string) =>
      deliver(upsAlert(number, ...codes[meaning], upsTime(at)), secret),
    deliver,
    ups,
  };
};

describeCarrier(
  'ups',
  {
    paths: { rates: '/api/rating/v2409/Shop', label: '/api/shipments/v2409/ship', track: '/api/track/v1/details/N1' },
    rates: [
      { service: '03', amount: 1105, currency: 'USD', estimatedDelivery: null },
      { service: '02', amount: 3100, currency: 'USD', estimatedDelivery: null },
    ],
    refusals: { rates: 'ups_111210', label: 'ups_120802' },
  },
  openFixture,
);

describeAccessTokens('ups', '/security/v1/oauth/token', openFixture);

describe('UPS’s own', () => {
  it('labels are bought under a transaction id of the shipment, the same every time', async () => {
    const { server, open } = await openFixture();
    try {
      const carrier = open();
      const buy = (reference: string) => carrier.buyLabel({ ...parcel, reference, service: '02' });
      const trackingNumber = '1Z999AA10000000001';
      assert.deepEqual(await buy('o1.S1'), { ok: true, trackingNumber, labelUrl: `https://labels/${trackingNumber}` });
      await buy('o1.S1');
      await buy('o2.S1');
      const [first, second, third] = server.calls.filter(({ path }) => path.endsWith('/ship'));
      const idOf = (call = first) => call?.headers.transid;
      assert.match(String(idOf()), /^[0-9a-f]{32}$/);
      assert.equal(idOf(second), idOf());
      assert.notEqual(idOf(third), idOf());
      assert.deepEqual(first?.body, {
        ShipmentRequest: {
          Request: { RequestOption: 'nonvalidate', TransactionReference: { CustomerContext: 'o1.S1' } },
          Shipment: {
            Description: 'Goods',
            Shipper: { ...party('Comanda', '1 Dock Rd', 'Memphis', 'TN', '38117'), ShipperNumber: 'A1' },
            ShipTo: party('Ada Byron', '1 Square', 'Austin', 'TX', '78701'),
            ShipFrom: party('Comanda', '1 Dock Rd', 'Memphis', 'TN', '38117'),
            PaymentInformation: { ShipmentCharge: [{ Type: '01', BillShipper: { AccountNumber: 'A1' } }] },
            Service: { Code: '02' },
            ReferenceNumber: { Value: 'o1.S1' },
            ShipmentServiceOptions: { LabelDelivery: { LabelLinksIndicator: 'Y' } },
            Package: {
              Packaging: { Code: '02' },
              PackageWeight: { UnitOfMeasurement: { Code: 'KGS' }, Weight: '1.3' },
            },
          },
          LabelSpecification: { LabelImageFormat: { Code: 'GIF' } },
        },
      });
    } finally {
      await server.close();
    }
  });

  it('activities without a status code go by their type, and those without Greenwich’s time by their own', async () => {
    const { server, open, ups } = await openFixture();
    try {
      const status = { type: 'D', code: 'KB', description: 'DELIVERED ' };
      ups.activities.set('N1', [{ date: '20261124', time: '095004', status }]);
      assert.deepEqual(await open().track('N1'), [
        {
          scanId: 'D-KB@2026-11-24T09:50:04.000Z',
          meaning: 'delivered',
          status: 'D-KB',
          location: null,
          description: 'DELIVERED',
          occurredAt: '2026-11-24T09:50:04.000Z',
        },
      ]);
    } finally {
      await server.close();
    }
  });

  it('alerts that cannot be read are malformed', async () => {
    const { server, open, deliver } = await openFixture();
    try {
      const carrier = open();
      const timeless = upsAlert('N1', 'D', 'FS', '011', '2026 12').replace('20260101', '');
      for (const body of ['', '[]', '{}', timeless]) {
        const answer = await carrier.readWebhook(deliver(body, secrets[0]!));
        assert.deepEqual(answer, { ok: false, reason: 'malformed' }, body);
      }
    } finally {
      await server.close();
    }
  });
});

const party = (name: string, street: string, city: string, state: string, postalCode: string) => ({
  Name: name,
  AttentionName: name,
  Phone: { Number: '1901555' },
  Address: {
    AddressLine: [street],
    City: city,
    StateProvinceCode: state,
    PostalCode: postalCode,
    CountryCode: 'US',
  },
});
