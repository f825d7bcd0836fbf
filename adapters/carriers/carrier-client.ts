import type { z } from 'zod';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { CarrierOptions } from './carrier-options.ts';
import { withRetries } from './retry-policy.ts';

export interface CarrierRequest {
  readonly method: 'GET' | 'POST';
  /** From the base URL on, with its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON. */
  readonly body?: object | URLSearchParams;
  /** Whether doing it twice is as good as once: then it is tried again while the carrier is unavailable. */
  readonly repeatable: boolean;
}

/** Says what a carrier answered: a success, or its "no". */
export interface CarrierReply {
  readonly status: number;
  /** The parsed JSON; undefined for an answer without any. */
  readonly body: unknown;
}

/** @throws ServiceUnavailableError for a carrier that is silent, broken or too busy */
export type Send = (request: CarrierRequest) => Promise<CarrierReply>;

/** Reports that the carrier answered what its documentation does not allow. */
export class CarrierContractError extends Error {
  override readonly name = 'CarrierContractError';
  constructor(carrier: string, path: string, options: { readonly cause: Error }) {
    super(`${carrier} ${path}: ${options.cause.message}`, options);
  }
}

const defaultTimeoutMs = 10_000;

const status = { ok: 200, timeout: 408, tooMany: 429, firstServerError: 500 } as const;

const isOutage = (code: number): boolean =>
  code >= status.firstServerError || code === status.tooMany || code === status.timeout;

/** Talks JSON to a carrier over HTTP. */
export const carrierClient = (
  carrier: string,
  baseUrl: string,
  { timeoutMs = defaultTimeoutMs, patience }: Pick<CarrierOptions, 'timeoutMs' | 'patience'>,
): Send => {
  const persist = withRetries(carrier, patience);

  const attempt = async ({ method, path, headers, body }: CarrierRequest): Promise<CarrierReply> => {
    const isForm = body instanceof URLSearchParams;
    const response = await fetch(`${baseUrl}${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (isOutage(response.status)) throw new Error(`it answered ${response.status}`);
    const parsed = parseJson(text);
    if (response.ok && parsed === undefined) throw new Error('its answer is no JSON');
    return { status: response.status, body: parsed };
  };

  return (request) =>
    persist(async () => {
      try {
        return await attempt(request);
      } catch (error) {
        throw new ServiceUnavailableError(carrier, { cause: error });
      }
    }, request.repeatable);
};

export const isSuccess = (reply: CarrierReply): boolean => reply.status >= status.ok && reply.status < 300;

/** Reads an answer, leaving out what is not asked for. @throws CarrierContractError */
export const readReply = <Value>(
  carrier: string,
  { path }: CarrierRequest,
  { body }: CarrierReply,
  schema: z.ZodType<Value>,
): Value => {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new CarrierContractError(carrier, path, { cause: parsed.error });
};

/** Reads JSON; undefined for what is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
