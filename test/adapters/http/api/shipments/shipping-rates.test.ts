import assert from 'node:assert/strict';
import { quoteRates } from '../../../../../application/fulfillment/quote-rates.ts';
import type { Carrier, Rate } from '../../../../../application/ports/carrier.ts';
import { ServiceUnavailableError } from '../../../../../application/ports/service-unavailable.ts';
import { InMemoryCarrier } from '../../../../support/carriers/in-memory-carrier.ts';
import { address } from '../../../../support/test-engine.ts';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { placedOrder } from '../../support/journeys.ts';

/** A carrier whose answer to a parcel is the test's. */
const carrier = (name: string, rates: Carrier['rates']) => Object.assign(new InMemoryCarrier(name), { rates });

const express: Rate = { service: 'EXPRESS', amount: 1250, currency: 'PEN', estimatedDelivery: '2026-12-01' };

describe('shipping rates', () => {
  let http: HttpTest;
  const parcels: unknown[] = [];

  before(async () => {
    const carriers = [
      carrier('dhl', (parcel) => {
        parcels.push(parcel);
        return Promise.resolve({ ok: true, rates: [express] });
      }),
      carrier('fedex', () => Promise.resolve({ ok: false, reason: 'postal_code_invalid', message: 'no such place' })),
      carrier('ups', () => Promise.reject(new ServiceUnavailableError('ups'))),
    ];
    http = await new HttpTest(() => ({
      quoteRates: quoteRates({
        carriers: new Map(carriers.map((each) => [each.name, each])),
        shipFrom: address,
        parcelWeightGrams: 750,
      }),
    })).listen();
  });
  after(() => http.close());

  it('come from every carrier, and from one that fails comes why', async () => {
    const id = await placedOrder(http);
    const data = await http.ok('GET', `/orders/${id}/shipping-rates`);
    assert.deepEqual(data, {
      offers: [
        {
          carrier: 'dhl',
          refusal: null,
          rates: [{ service: 'EXPRESS', amount: 12.5, currency: 'PEN', estimated_delivery: '2026-12-01' }],
        },
        { carrier: 'fedex', refusal: 'postal_code_invalid', rates: [] },
        { carrier: 'ups', refusal: 'unavailable', rates: [] },
      ],
    });
    const [parcel] = parcels as readonly { readonly from: unknown; readonly weightGrams: number }[];
    assert.deepEqual([parcel?.from, parcel?.weightGrams], [address, 750]);
  });

  it('are not asked for orders that are not there, nor by customers', async () => {
    const missing = await http.request('GET', '/api/v1/orders/nothing/shipping-rates');
    assert.equal(missing.status, 404);
    const id = await placedOrder(http);
    const asCustomer = { headers: tokenOf('order.customer', 'c1') };
    const refused = await http.request('GET', `/api/v1/orders/${id}/shipping-rates`, asCustomer);
    assert.equal(refused.status, 403);
  });
});
