import { z } from 'zod';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { Clock } from '../../application/ports/system.ts';
import { isSuccess, readReply, type CarrierRequest, type Send } from './carrier-client.ts';

interface AccessToken {
  readonly value: string;
  /** Milliseconds since 1970. */
  readonly usableUntil: number;
}

const tokenReply = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** Sets the part of its life that a token is not used any more, so that none runs out on its way. */
const reserve = 0.1;

const unauthorized = 401;

/**
 * Sends every request with an access token (OAuth 2.0, client credentials), which is kept until shortly before its end and
 * asked for once, however many need it at the same time. A token that is refused all the same is renewed once.
 *
 * @param credentials the request for a token
 */
export const withAccessToken = (carrier: string, clock: Clock, send: Send, credentials: CarrierRequest): Send => {
  let held: AccessToken | undefined;
  let coming: Promise<AccessToken> | undefined;

  const request = async (): Promise<AccessToken> => {
    const asked = Date.parse(clock.now());
    const reply = await send(credentials);
    if (!isSuccess(reply)) {
      throw new ServiceUnavailableError(carrier, { cause: new Error(`it answered ${reply.status} for a token`) });
    }
    const { access_token: value, expires_in: seconds } = readReply(carrier, credentials, reply, tokenReply);
    held = { value, usableUntil: asked + seconds * 1000 * (1 - reserve) };
    return held;
  };

  const current = async (): Promise<AccessToken> => {
    if (held !== undefined && Date.parse(clock.now()) < held.usableUntil) return held;
    coming ??= request().finally(() => {
      coming = undefined;
    });
    return coming;
  };

  const sendWith = (token: AccessToken, request: CarrierRequest) =>
    send({ ...request, headers: { ...request.headers, Authorization: `Bearer ${token.value}` } });

  return async (request) => {
    const token = await current();
    const reply = await sendWith(token, request);
    if (reply.status !== unauthorized) return reply;
    if (held === token) held = undefined;
    return sendWith(await current(), request);
  };
};
