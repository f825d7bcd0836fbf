import type { z } from 'zod';
import { refusedByGateway } from '../../../application/payments/gateway-payment.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import type { GatewayReply } from '../gateway-replies.ts';
import { refusalAnswer } from './standing.ts';

interface ApiOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeoutMs: number;
}

export interface ApiRequest {
  /** Below `/v1`, with its slash. */
  readonly path: string;
  /** Absent: a question. */
  readonly change?: { readonly idempotencyKey: string; readonly body: object };
}

/** Names the gateway, in errors too. */
export const gatewayName = 'sandbox';

/** Lists the statuses that judge the request; any other failure says that the gateway cannot be used now. */
const refusalStatuses: ReadonlySet<number> = new Set([400, 402, 404, 409, 422]);

/**
 * Asks the gateway once.
 * @throws ServiceUnavailableError if it does not answer in time, or not as its API does
 */
export const callApi = async <Answer>(
  { baseUrl, apiKey, timeoutMs }: ApiOptions,
  { path, change }: ApiRequest,
  answer: z.ZodType<Answer>,
): Promise<GatewayReply<Answer>> => {
  try {
    const response = await fetch(`${baseUrl}/v1${path}`, {
      method: change === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${apiKey}`,
        ...(change && { 'content-type': 'application/json', 'idempotency-key': change.idempotencyKey }),
      },
      ...(change && { body: JSON.stringify(change.body) }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const received: unknown = await response.json();
    if (response.ok) return { ok: true, value: answer.parse(received) };
    if (response.status === 401) throw new Error('the API key is not accepted');
    if (!refusalStatuses.has(response.status)) throw new Error(`${path} answered ${response.status}`);
    const { code, message } = refusalAnswer.parse(received).error;
    return refusedByGateway(code, message);
  } catch (error) {
    throw new ServiceUnavailableError(gatewayName, { cause: error });
  }
};
