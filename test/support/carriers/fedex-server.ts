import { startCarrierServer, type CarrierAnswer, type CarrierCall, type CarrierServer } from './carrier-server.ts';
import { Tokens } from './tokens.ts';

/** A scan as FedEx writes it. */
export const fedexScan = (eventType: string, date: string, changes: object = {}) => ({
  date,
  eventType,
  derivedStatusCode: eventType,
  eventDescription: `event ${eventType}`,
  locationType: 'DELIVERY_LOCATION',
  scanLocation: { streetLines: [''], city: 'MEMPHIS', stateOrProvinceCode: 'TN', countryCode: 'US' },
  ...changes,
});

const trackReply = (trackingNumber: string, scans: readonly object[] | undefined) => ({
  transactionId: '624deea6',
  output: {
    completeTrackResults: [
      {
        trackingNumber,
        trackResults: [
          {
            trackingNumberInfo: { trackingNumber, carrierCode: 'FDXE' },
            ...(scans === undefined
              ? { error: { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND', message: 'not found' } }
              : { scanEvents: scans }),
          },
        ],
      },
    ],
  },
});

const rateReply = {
  output: {
    rateReplyDetails: [
      {
        serviceType: 'FEDEX_GROUND',
        ratedShipmentDetails: [
          { rateType: 'ACCOUNT', totalNetCharge: 12.5, currency: 'USD' },
          { rateType: 'LIST', totalNetCharge: 17.1, currency: 'USD' },
        ],
        operationalDetail: { commitDate: '2026-11-25T20:00:00', deliveryDate: '' },
      },
      { serviceType: 'ELSEWHERE', ratedShipmentDetails: [{ totalNetCharge: 9, currency: 'CAD' }] },
    ],
  },
};

const refusal = (code: string): CarrierAnswer => ({
  status: 400,
  body: { transactionId: '1', errors: [{ code, message: 'FedEx says no' }] },
});

/** FedEx as its documentation describes it. A postal code of 00000 is not served. */
export class FedexServer {
  readonly #tokens = new Tokens();
  readonly scans = new Map<string, readonly object[]>();
  #labels = 0;

  start(): Promise<CarrierServer> {
    return startCarrierServer((call) => this.#answer(call));
  }

  revokeTokens(): void {
    this.#tokens.revoke();
  }

  #answer(call: CarrierCall): CarrierAnswer {
    const text = JSON.stringify(call.body);
    if (call.path === '/oauth/token') return this.#tokens.give();
    if (!this.#tokens.accepts(call)) return { status: 401, body: { errors: [{ code: 'NOT.AUTHORIZED.ERROR' }] } };
    switch (call.path) {
      case '/rate/v1/rates/quotes':
        return text.includes('00000') ? refusal('RATE.LOCATION.NOSERVICE') : { status: 200, body: rateReply };
      case '/ship/v1/shipments': {
        if (text.includes('00000')) return refusal('SHIP.RECIPIENT.POSTALCODE.INVALID');
        const trackingNumber = `7949${String(++this.#labels).padStart(8, '0')}`;
        const packageDocuments = [
          { contentType: 'LABEL', docType: 'PDF', url: `https://labels/${trackingNumber}.pdf` },
        ];
        const shipment = {
          masterTrackingNumber: trackingNumber,
          pieceResponses: [{ trackingNumber, packageDocuments }],
        };
        return { status: 200, body: { output: { transactionShipments: [shipment] } } };
      }
      case '/track/v1/trackingnumbers': {
        const number = /"trackingNumber":"(\w+)"/.exec(text)?.[1] ?? '';
        return { status: 200, body: trackReply(number, this.scans.get(number)) };
      }
      default:
        return { status: 404, body: { errors: [{ code: 'NOT.FOUND', message: 'no such path' }] } };
    }
  }
}

/** A push of Advanced Integrated Visibility. */
export const fedexPush = (trackingNumber: string, ...scans: readonly object[]): string =>
  JSON.stringify(trackReply(trackingNumber, scans));
