import { createHash } from 'node:crypto';
import type { Carrier } from '../../../application/ports/carrier.ts';
import {
  admitted,
  asking,
  carrierClient,
  isSuccess,
  parseJson,
  readReply,
  type CarrierRequest,
  type Send,
} from '../carrier-client.ts';
import type { CarrierOptions } from '../carrier-options.ts';
import { bodyHash, isOneOf } from '../signatures.ts';
import { label, push, rates, refusal, tracking } from './replies.ts';
import { rateQuery, shipRequest } from './requests.ts';

const name = 'dhl';
const production = 'https://express.api.dhl.com/mydhlapi';

/** Where pushes carry their token: the name that they are to be subscribed with (`ApiKeyAuthentication`). */
const tokenHeader = 'x-dhl-webhook-token';

/** DHL's name for a request, 28 to 36 characters: it follows from the shipment's id. */
const messageReference = (reference: string): string =>
  createHash('sha256').update(reference).digest('hex').slice(0, 32);

/**
 * DHL Express over the MyDHL API, with basic authentication. Labels are bought under a message reference that follows from the
 * shipment's id, which DHL writes down but does not hold against a repetition. Webhooks are pushes of Shipment Tracking
 * Unified; they carry the token that they were subscribed with. They speak another language than the MyDHL API, so they only
 * say that there is news, which is then asked for: one vocabulary, and the same scans whether polled or sent.
 */
export const dhlCarrier = (options: CarrierOptions): Carrier => {
  const { apiKey, apiSecret, accountNumber, webhookSecrets, clock, baseUrl = production } = options;
  const client = carrierClient(name, baseUrl, options);
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
  const send: Send = admitted(name, (request) =>
    client({ ...request, headers: { ...request.headers, Authorization: authorization } }),
  );
  const ask = asking(name, send, refusal);

  const track: Carrier['track'] = async (trackingNumber) => {
    const path = `/shipments/${encodeURIComponent(trackingNumber)}/tracking?trackingView=all-checkpoints&levelOfDetail=shipment`;
    const request: CarrierRequest = { method: 'GET', path, repeatable: true };
    const reply = await send(request);
    return isSuccess(reply) ? readReply(name, request, reply, tracking) : [];
  };

  return {
    name,
    rates(parcel) {
      const path = `/rates?${rateQuery(accountNumber, parcel, clock.now()).toString()}`;
      const request: CarrierRequest = { method: 'GET', path, repeatable: true };
      return ask(request, rates);
    },
    buyLabel(parcel) {
      const request: CarrierRequest = {
        method: 'POST',
        path: '/shipments',
        headers: { 'Message-Reference': messageReference(parcel.reference) },
        body: shipRequest(accountNumber, parcel, clock.now()),
        repeatable: false,
      };
      return ask(request, label);
    },
    track,
    async readWebhook({ headers, body }) {
      if (!isOneOf(headers[tokenHeader], webhookSecrets)) return { ok: false, reason: 'unverified' };
      const numbers = push.safeParse(parseJson(Buffer.from(body).toString()));
      if (!numbers.success) return { ok: false, reason: 'malformed' };
      const reports = [];
      for (const trackingNumber of numbers.data) reports.push({ trackingNumber, scans: await track(trackingNumber) });
      return { ok: true, eventId: bodyHash(body), reports };
    },
  };
};
