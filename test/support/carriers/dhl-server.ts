import { startCarrierServer, type CarrierAnswer, type CarrierCall, type CarrierServer } from './carrier-server.ts';

/** A checkpoint as the MyDHL API writes it. */
export const dhlCheckpoint = (typeCode: string, date: string, time: string, GMTOffset = '+00:00') => ({
  date,
  time,
  GMTOffset,
  typeCode,
  description: `checkpoint ${typeCode}`,
  serviceArea: [{ code: 'BNE', description: 'Brisbane-AU' }],
});

/** A push of Shipment Tracking Unified. */
export const dhlPush = (...ids: readonly string[]): string =>
  JSON.stringify({ shipments: ids.map((id) => ({ id, service: 'express', status: { statusCode: 'transit' } })) });

const rateReply = {
  products: [
    {
      productCode: 'P',
      totalPrice: [
        { currencyType: 'PULCL', priceCurrency: 'USD', price: 99.9 },
        { currencyType: 'BILLC', priceCurrency: 'EUR', price: 89.25 },
      ],
      deliveryCapabilities: { estimatedDeliveryDateAndTime: '2026-11-26T18:00:00' },
    },
    { productCode: 'N', totalPrice: [{ currencyType: 'BILLC', priceCurrency: 'CZK', price: 10 }] },
  ],
};

const refusal = (status: number, detail: string): CarrierAnswer => ({
  status,
  body: { instance: '/mydhlapi', detail, title: 'Bad request', status: String(status) },
});

/** DHL Express as its documentation describes it. A postal code of 00000 is not served. */
export class DhlServer {
  readonly checkpoints = new Map<string, readonly object[]>();
  #labels = 0;

  start(): Promise<CarrierServer> {
    return startCarrierServer((call) => this.#answer(call));
  }

  #answer({ path, headers, body }: CarrierCall): CarrierAnswer {
    const text = `${path} ${JSON.stringify(body)}`;
    if (headers.authorization !== `Basic ${Buffer.from('key:secret').toString('base64')}`) {
      return refusal(401, 'Invalid credentials');
    }
    if (path.startsWith('/rates?')) {
      return text.includes('00000') ? refusal(400, '996: The requested product is not available') : ok(rateReply);
    }
    if (path === '/shipments') {
      if (text.includes('00000')) return refusal(422, '8009: Destination postal code is invalid');
      const shipmentTrackingNumber = String(1_234_560_000 + ++this.#labels);
      return { status: 201, body: { shipmentTrackingNumber, documents: [{ typeCode: 'label', content: 'JVBERi0' }] } };
    }
    const number = /^\/shipments\/(\w+)\/tracking/.exec(path)?.[1] ?? '';
    const events = this.checkpoints.get(number);
    if (events === undefined) return refusal(404, 'No Shipments Found');
    return ok({ shipments: [{ shipmentTrackingNumber: number, status: 'Success', events }] });
  }
}

const ok = (body: unknown): CarrierAnswer => ({ status: 200, body });
