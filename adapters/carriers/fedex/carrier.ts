import type { Carrier } from '../../../application/ports/carrier.ts';
import { withAccessToken } from '../access-tokens.ts';
import { carrierClient } from '../carrier-client.ts';
import type { CarrierOptions } from '../carrier-options.ts';
import { openCarrier } from '../open-carrier.ts';
import { hmacBase64, isOneOf } from '../signatures.ts';
import * as replies from './replies.ts';
import { rateRequest, shipRequest, trackRequest } from './requests.ts';

const name = 'fedex';
const production = 'https://apis.fedex.com';

/**
 * Opens FedEx over its REST APIs: OAuth, Rate, Ship, Track. Labels are bought under the shipment's id as FedEx's customer transaction
 * id, which FedEx gives back but does not hold against a repetition. Webhooks are those of Advanced Integrated Visibility,
 * signed with the security token that they were set up with: base64 of the HMAC-SHA256 of the body, in `fdx-signature`.
 */
export const fedexCarrier = (options: CarrierOptions): Carrier => {
  const { apiKey, apiSecret, accountNumber, webhookSecrets, clock, baseUrl = production } = options;
  return openCarrier({
    name,
    send: withAccessToken(name, clock, carrierClient(name, baseUrl, options), {
      method: 'POST',
      path: '/oauth/token',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: apiKey, client_secret: apiSecret }),
      repeatable: true,
    }),
    requests: {
      rates: (parcel) => ({
        method: 'POST',
        path: '/rate/v1/rates/quotes',
        body: rateRequest(accountNumber, parcel),
      }),
      label: (parcel) => ({
        method: 'POST',
        path: '/ship/v1/shipments',
        headers: { 'x-customer-transaction-id': parcel.reference },
        body: shipRequest(accountNumber, parcel),
      }),
      track: (trackingNumber) => ({
        method: 'POST',
        path: '/track/v1/trackingnumbers',
        body: trackRequest(trackingNumber),
      }),
    },
    replies,
    isGenuine: ({ headers, body }) => {
      const signatures = webhookSecrets.map((secret) => hmacBase64(secret, body));
      return isOneOf(headers['fdx-signature'], signatures);
    },
  });
};
