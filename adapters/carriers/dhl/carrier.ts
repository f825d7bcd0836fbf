import { createHash } from 'node:crypto';
import type { Carrier } from '../../../application/ports/carrier.ts';
import { carrierClient } from '../carrier-client.ts';
import type { CarrierOptions } from '../carrier-options.ts';
import { openCarrier } from '../open-carrier.ts';
import { isOneOf } from '../signatures.ts';
import * as replies from './replies.ts';
import { rateQuery, shipRequest } from './requests.ts';

const name = 'dhl';
const production = 'https://express.api.dhl.com/mydhlapi';

/** Names the header in which pushes carry their token: the name that they are to be subscribed with (`ApiKeyAuthentication`). */
const tokenHeader = 'x-dhl-webhook-token';

/** Makes DHL's name for a request, 28 to 36 characters, of the shipment's id. */
const messageReference = (reference: string): string =>
  createHash('sha256').update(reference).digest('hex').slice(0, 32);

/**
 * Opens DHL Express over the MyDHL API, with basic authentication. Labels are bought under a message reference that follows from the
 * shipment's id, which DHL writes down but does not hold against a repetition. Webhooks are pushes of Shipment Tracking
 * Unified; they carry the token that they were subscribed with. They do not use the MyDHL API's codes, so they only
 * say that there is news, which is then asked for: one vocabulary, and the same scans whether polled or sent.
 */
export const dhlCarrier = (options: CarrierOptions): Carrier => {
  const { apiKey, apiSecret, accountNumber, webhookSecrets, clock, baseUrl = production } = options;
  const client = carrierClient(name, baseUrl, options);
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`;
  return openCarrier({
    name,
    send: (request) => client({ ...request, headers: { ...request.headers, Authorization: authorization } }),
    requests: {
      rates: (parcel) => ({
        method: 'GET',
        path: `/rates?${rateQuery(accountNumber, parcel, clock.now()).toString()}`,
      }),
      label: (parcel) => ({
        method: 'POST',
        path: '/shipments',
        headers: { 'Message-Reference': messageReference(parcel.reference) },
        body: shipRequest(accountNumber, parcel, clock.now()),
      }),
      track: (trackingNumber) => ({
        method: 'GET',
        path: `/shipments/${encodeURIComponent(trackingNumber)}/tracking?trackingView=all-checkpoints&levelOfDetail=shipment`,
      }),
    },
    replies,
    isGenuine: ({ headers }) => isOneOf(headers[tokenHeader], webhookSecrets),
  });
};
