import { startCarrierServer, type CarrierAnswer, type CarrierCall, type CarrierServer } from './carrier-server.ts';
import { Tokens } from './tokens.ts';

/** An activity as UPS's Tracking API writes it. `at` is `20261124 135004`, of Greenwich. */
export const upsActivity = (type: string, code: string, statusCode: string, at: string) => {
  const [date, time = ''] = at.split(' ');
  return {
    location: { address: { city: 'CHARLOTTE', stateProvince: 'NC', countryCode: 'US' }, slic: '2810' },
    status: { type, code, statusCode, description: `code ${statusCode}` },
    date: '20260101',
    time: '000000',
    gmtDate: date,
    gmtTime: time.replace(/(..)(..)(..)/, '$1:$2:$3'),
    gmtOffset: '-05:00',
  };
};

/** The same as a Track Alert. */
export const upsAlert = (
  trackingNumber: string,
  type: string,
  code: string,
  statusCode: string,
  at: string,
): string => {
  const [date, time] = at.split(' ');
  return JSON.stringify({
    trackingNumber: ` ${trackingNumber}`,
    localActivityDate: '20260101',
    localActivityTime: '000000',
    activityLocation: { city: 'CHARLOTTE', stateProvince: 'NC', postalCode: '', country: 'US' },
    activityStatus: { type, code, description: `code ${statusCode}`, descriptionCode: statusCode },
    scheduledDeliveryDate: '',
    gmtActivityDate: date,
    gmtActivityTime: time,
  });
};

const charges = (MonetaryValue: string, CurrencyCode = 'USD') => ({ CurrencyCode, MonetaryValue });

const rateReply = {
  RateResponse: {
    RatedShipment: [
      {
        Service: { Code: '03' },
        TotalCharges: charges('15.20'),
        NegotiatedRateCharges: { TotalCharge: charges('11.05') },
      },
      { Service: { Code: '02' }, TotalCharges: charges('31.00') },
      { Service: { Code: '11' }, TotalCharges: charges('9.00', 'CAD') },
    ],
  },
};

const refusal = (code: string): CarrierAnswer => ({
  status: 400,
  body: { response: { errors: [{ code, message: 'UPS says no' }] } },
});

/** UPS as its documentation describes it. A postal code of 00000 is not served. */
export class UpsServer {
  readonly #tokens = new Tokens();
  readonly activities = new Map<string, readonly object[]>();
  #labels = 0;

  revokeTokens(): void {
    this.#tokens.revoke();
  }

  start(): Promise<CarrierServer> {
    return startCarrierServer((call) => this.#answer(call));
  }

  #answer(call: CarrierCall): CarrierAnswer {
    const path = call.path.split('?')[0]!;
    const text = JSON.stringify(call.body);
    if (path === '/security/v1/oauth/token') {
      const basic = `Basic ${Buffer.from('key:secret').toString('base64')}`;
      return call.headers.authorization === basic ? this.#tokens.give() : refusal('10401');
    }
    if (!this.#tokens.accepts(call)) return { status: 401, body: { response: { errors: [{ code: '250002' }] } } };
    if (path === '/api/rating/v2409/Shop') {
      return text.includes('00000') ? refusal('111210') : { status: 200, body: rateReply };
    }
    if (path === '/api/shipments/v2409/ship') {
      if (text.includes('00000')) return refusal('120802');
      const TrackingNumber = `1Z999AA1${String(++this.#labels).padStart(10, '0')}`;
      const LabelURL = `https://labels/${TrackingNumber}`;
      // A list of one, as older versions answer it.
      const PackageResults = { TrackingNumber, ShippingLabel: { GraphicImage: 'R0lG' } };
      return { status: 200, body: { ShipmentResponse: { ShipmentResults: { PackageResults, LabelURL } } } };
    }
    const number = /^\/api\/track\/v1\/details\/(\w+)$/.exec(path)?.[1] ?? '';
    const activity = this.activities.get(number);
    if (activity === undefined) return { status: 404, body: { response: { errors: [{ code: 'TW0001' }] } } };
    const shipment = [{ inquiryNumber: number, package: [{ trackingNumber: number, activity }] }];
    return { status: 200, body: { trackResponse: { shipment } } };
  }
}
