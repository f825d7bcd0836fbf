import type { z } from 'zod';
import type { Carrier, CarrierAnswer, Rate, TrackingScan } from '../../application/ports/carrier.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { WebhookDelivery } from '../../application/ports/webhook.ts';
import {
  isSuccess,
  parseJson,
  readReply,
  type CarrierReply,
  type CarrierRequest,
  type Send,
} from './carrier-client.ts';
import { bodyHash } from './signatures.ts';

type Labelled = Parameters<Carrier['buyLabel']>[0];
type Request = Omit<CarrierRequest, 'repeatable'>;
type Refusal = Extract<CarrierAnswer<object>, { readonly ok: false }>;

/** Says what a webhook reports; without scans it only says that there is news, which is then asked for. */
interface Report {
  readonly trackingNumber: string;
  readonly scans?: readonly TrackingScan[] | undefined;
}

/** Says what differs from carrier to carrier. */
interface CarrierProtocol {
  readonly name: string;
  /** Sends with the credentials. */
  readonly send: Send;
  readonly requests: {
    readonly rates: (parcel: Parameters<Carrier['rates']>[0]) => Request;
    /** Is never repeated: carriers write its reference down, but do not hold it against a repetition. */
    readonly label: (parcel: Labelled) => Request;
    readonly track: (trackingNumber: string) => Request;
  };
  readonly replies: {
    readonly rates: z.ZodType<{ readonly rates: readonly Rate[] }>;
    readonly label: z.ZodType<{ readonly trackingNumber: string; readonly labelUrl: string | null }>;
    /** Scans, the oldest first. */
    readonly tracking: z.ZodType<readonly TrackingScan[]>;
    readonly refusal: z.ZodType<Refusal>;
    readonly webhook: z.ZodType<readonly Report[]>;
  };
  readonly isGenuine: (delivery: WebhookDelivery) => boolean;
}

/** Makes a carrier of its protocol. */
export const openCarrier = ({ name, send, requests, replies, isGenuine }: CarrierProtocol): Carrier => {
  /** A carrier that turns us away altogether is as good as not there, and comes back once its set-up is mended. */
  const ask = async (request: CarrierRequest): Promise<CarrierReply> => {
    const reply = await send(request);
    if (reply.status !== 401 && reply.status !== 403) return reply;
    const cause = new Error(`it answered ${reply.status}: check its credentials`);
    throw new ServiceUnavailableError(name, { cause });
  };

  /** Asks for something that the carrier may say no to. */
  const answer = async <Value extends object>(
    request: CarrierRequest,
    accepted: z.ZodType<Value>,
  ): Promise<CarrierAnswer<Value>> => {
    const reply = await ask(request);
    if (!isSuccess(reply)) return readReply(name, request, reply, replies.refusal);
    return { ok: true, ...readReply(name, request, reply, accepted) };
  };

  const track: Carrier['track'] = async (trackingNumber) => {
    const request = { ...requests.track(trackingNumber), repeatable: true };
    const reply = await ask(request);
    return isSuccess(reply) ? readReply(name, request, reply, replies.tracking) : [];
  };

  return {
    name,
    rates: (parcel) => answer({ ...requests.rates(parcel), repeatable: true }, replies.rates),
    buyLabel: (parcel) => answer({ ...requests.label(parcel), repeatable: false }, replies.label),
    track,
    readWebhook: async (delivery) => {
      if (!isGenuine(delivery)) return { ok: false, reason: 'unverified' };
      const parsed = replies.webhook.safeParse(parseJson(Buffer.from(delivery.body).toString()));
      if (!parsed.success) return { ok: false, reason: 'malformed' };
      const reports = [];
      for (const { trackingNumber, scans } of parsed.data) {
        reports.push({ trackingNumber, scans: scans ?? (await track(trackingNumber)) });
      }
      return { ok: true, eventId: bodyHash(delivery.body), reports };
    },
  };
};
