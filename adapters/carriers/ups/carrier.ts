import { createHash } from 'node:crypto';
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
import { bodyHash, isOneOf } from '../signatures.ts';
import { alert, label, rates, refusal, tracking } from './replies.ts';
import { rateRequest, shipRequest } from './requests.ts';

const name = 'ups';
const production = 'https://onlinetools.ups.com';

/** UPS's name for a request: 32 characters that follow from what it is about. */
const transaction = (about: string) => ({
  transId: createHash('sha256').update(about).digest('hex').slice(0, 32),
  transactionSrc: 'comanda',
});

/**
 * UPS over its REST APIs: OAuth, Rating, Shipping, Tracking. Labels are bought under a transaction id that follows from the
 * shipment's id, which UPS writes down but does not hold against a repetition. Webhooks are those of Track Alert, which carry
 * the credential that they were subscribed with, in the header `credential`; their bodies are not signed.
 */
export const upsCarrier = (options: CarrierOptions): Carrier => {
  const { apiKey, apiSecret, accountNumber, webhookSecrets, clock, baseUrl = production } = options;
  const client = carrierClient(name, baseUrl, options);
  const send = admitted(
    name,
    withAccessToken(name, clock, client, {
      method: 'POST',
      path: '/security/v1/oauth/token',
      headers: { Authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      repeatable: true,
    }),
  );
  const ask = asking(name, send, refusal);

  return {
    name,
    rates(parcel) {
      const body = rateRequest(accountNumber, parcel);
      const headers = transaction(JSON.stringify(body));
      const request: CarrierRequest = {
        method: 'POST',
        path: '/api/rating/v2409/Shop',
        headers,
        body,
        repeatable: true,
      };
      return ask(request, rates);
    },
    buyLabel(parcel) {
      const request: CarrierRequest = {
        method: 'POST',
        path: '/api/shipments/v2409/ship',
        headers: transaction(parcel.reference),
        body: shipRequest(accountNumber, parcel),
        repeatable: false,
      };
      return ask(request, label);
    },
    async track(trackingNumber) {
      const path = `/api/track/v1/details/${encodeURIComponent(trackingNumber)}?locale=en_US`;
      const headers = transaction(`${trackingNumber} ${clock.now()}`);
      const request: CarrierRequest = { method: 'GET', path, headers, repeatable: true };
      const reply = await send(request);
      return isSuccess(reply) ? readReply(name, request, reply, tracking) : [];
    },
    readWebhook({ headers, body }) {
      if (!isOneOf(headers.credential, webhookSecrets)) return Promise.resolve({ ok: false, reason: 'unverified' });
      const parsed = alert.safeParse(parseJson(Buffer.from(body).toString()));
      if (!parsed.success) return Promise.resolve({ ok: false, reason: 'malformed' });
      return Promise.resolve({ ok: true, eventId: bodyHash(body), reports: [parsed.data] });
    },
  };
};
