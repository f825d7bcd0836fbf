import type { Carrier } from '../../../application/ports/carrier.ts';
import { withAccessToken } from '../access-tokens.ts';
import {
  admitted,
  asking,
  carrierClient,
  isSuccess,
  parseJson,
  readReply,
  type CarrierRequest,
} from '../carrier-client.ts';
import type { CarrierOptions } from '../carrier-options.ts';
import { bodyHash, hmacBase64, isOneOf } from '../signatures.ts';
import { label, push, rates, refusal, tracking } from './replies.ts';
import { rateRequest, shipRequest, trackRequest } from './requests.ts';

const name = 'fedex';
const production = 'https://apis.fedex.com';

/**
 * FedEx over its REST APIs: OAuth, Rate, Ship, Track. Labels are bought under the shipment's id as FedEx's customer transaction
 * id, which FedEx gives back but does not hold against a repetition. Webhooks are those of Advanced Integrated Visibility,
 * signed with the security token that they were set up with: base64 of the HMAC-SHA256 of the body, in `fdx-signature`.
 */
export const fedexCarrier = (options: CarrierOptions): Carrier => {
  const { apiKey, apiSecret, accountNumber, webhookSecrets, clock, baseUrl = production } = options;
  const client = carrierClient(name, baseUrl, options);
  const send = admitted(
    name,
    withAccessToken(name, clock, client, {
      method: 'POST',
      path: '/oauth/token',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: apiKey, client_secret: apiSecret }),
      repeatable: true,
    }),
  );
  const ask = asking(name, send, refusal);

  return {
    name,
    rates(parcel) {
      const body = rateRequest(accountNumber, parcel);
      const request: CarrierRequest = { method: 'POST', path: '/rate/v1/rates/quotes', body, repeatable: true };
      return ask(request, rates);
    },
    buyLabel(parcel) {
      const request: CarrierRequest = {
        method: 'POST',
        path: '/ship/v1/shipments',
        headers: { 'x-customer-transaction-id': parcel.reference },
        body: shipRequest(accountNumber, parcel),
        repeatable: false,
      };
      return ask(request, label);
    },
    async track(trackingNumber) {
      const body = trackRequest(trackingNumber);
      const request: CarrierRequest = { method: 'POST', path: '/track/v1/trackingnumbers', body, repeatable: true };
      const reply = await send(request);
      return isSuccess(reply) ? readReply(name, request, reply, tracking) : [];
    },
    readWebhook({ headers, body }) {
      const signatures = webhookSecrets.map((secret) => hmacBase64(secret, body));
      if (!isOneOf(headers['fdx-signature'], signatures)) {
        return Promise.resolve({ ok: false, reason: 'unverified' });
      }
      const parsed = push.safeParse(parseJson(Buffer.from(body).toString()));
      if (!parsed.success) return Promise.resolve({ ok: false, reason: 'malformed' });
      return Promise.resolve({ ok: true, eventId: bodyHash(body), reports: parsed.data });
    },
  };
};
