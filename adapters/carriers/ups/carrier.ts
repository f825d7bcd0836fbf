import { createHash } from 'node:crypto';
import type { Carrier } from '../../../application/ports/carrier.ts';
import { withAccessToken } from '../access-tokens.ts';
import { carrierClient } from '../carrier-client.ts';
import type { CarrierOptions } from '../carrier-options.ts';
import { openCarrier } from '../open-carrier.ts';
import { isOneOf } from '../signatures.ts';
import * as replies from './replies.ts';
import { rateRequest, shipRequest } from './requests.ts';

const name = 'ups';
const production = 'https://onlinetools.ups.com';

/** Makes UPS's name for a request, 32 characters, of its subject. */
const transaction = (subject: string) => ({
  transId: createHash('sha256').update(subject).digest('hex').slice(0, 32),
  transactionSrc: 'comanda',
});

/**
 * Opens UPS over its REST APIs: OAuth, Rating, Shipping, Tracking. Labels are bought under a transaction id that follows from the
 * shipment's id, which UPS writes down but does not hold against a repetition. Webhooks are those of Track Alert, which carry
 * the credential that they were subscribed with, in the header `credential`; their bodies are not signed.
 */
export const upsCarrier = (options: CarrierOptions): Carrier => {
  const { apiKey, apiSecret, accountNumber, webhookSecrets, clock, baseUrl = production } = options;
  return openCarrier({
    name,
    send: withAccessToken(name, clock, carrierClient(name, baseUrl, options), {
      method: 'POST',
      path: '/security/v1/oauth/token',
      headers: { Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      repeatable: true,
    }),
    requests: {
      rates: (parcel) => {
        const body = rateRequest(accountNumber, parcel);
        const headers = transaction(JSON.stringify(body));
        return { method: 'POST', path: '/api/rating/v2409/Shop', headers, body };
      },
      label: (parcel) => ({
        method: 'POST',
        path: '/api/shipments/v2409/ship',
        headers: transaction(parcel.reference),
        body: shipRequest(accountNumber, parcel),
      }),
      track: (trackingNumber) => ({
        method: 'GET',
        path: `/api/track/v1/details/${encodeURIComponent(trackingNumber)}?locale=en_US`,
        headers: transaction(`${trackingNumber} ${clock.now()}`),
      }),
    },
    replies,
    isGenuine: ({ headers }) => isOneOf(headers.credential, webhookSecrets),
  });
};
