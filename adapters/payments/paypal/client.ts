import {
  ApiError,
  Client,
  Environment,
  OrdersController,
  PaymentsController,
  type ApiResponse,
} from '@paypal/paypal-server-sdk';
import http, {
  type ClientRequest,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestOptions,
} from 'node:http';
import https from 'node:https';
import { z } from 'zod';
import { refusedByGateway, type GatewayRefusal } from '../../../application/payments/gateway-payment.ts';
import { unavailableAs, type GatewayReply } from '../gateway-replies.ts';

interface PayPalApiOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly environment: 'sandbox' | 'live';
  readonly baseUrl?: string | undefined;
  readonly timeoutMs: number;
}

interface Api {
  readonly orders: OrdersController;
  readonly payments: PaymentsController;
}

/** Makes a call and answers what PayPal says to it. @throws ServiceUnavailableError if it says nothing of use */
export type AskPayPal = <Value>(call: (api: Api) => Promise<ApiResponse<Value>>) => Promise<GatewayReply<Value>>;

/** Lists the statuses that judge the request; every other one is about credentials, load, or PayPal itself. */
const judgements: ReadonlySet<number> = new Set([400, 404, 422]);

const errorBody = z.object({
  name: z.string(),
  message: z.string().optional(),
  details: z.array(z.object({ issue: z.string(), description: z.string().optional() })).optional(),
});

export const connectPayPal = (options: PayPalApiOptions): AskPayPal => {
  let api = openApi(options);
  return async (call) => {
    try {
      return { ok: true, value: (await call(api)).result };
    } catch (error) {
      if (isAnswer(error)) {
        if (judgements.has(error.statusCode) && !isTokenRequest(error)) return refusal(error);
        if (error.statusCode === 401) api = openApi(options); // the token that it kept is dead
      }
      throw unavailable(describe(error));
    }
  };
};

export const unavailable = unavailableAs('paypal');

const openApi = ({ clientId, clientSecret, environment, baseUrl, timeoutMs }: PayPalApiOptions): Api => {
  const client = new Client({
    clientCredentialsAuthCredentials: { oAuthClientId: clientId, oAuthClientSecret: clientSecret },
    environment: environment === 'live' ? Environment.Production : Environment.Sandbox,
    httpClientOptions: { timeout: timeoutMs, retryConfig: { maxNumberOfRetries: 0 } },
    ...(baseUrl !== undefined && { unstable_httpClientOptions: { transport: transportTo(baseUrl), proxy: false } }),
  });
  return { orders: new OrdersController(client), payments: new PaymentsController(client) };
};

const isAnswer = (error: unknown): error is ApiError<unknown> => error instanceof ApiError;

const isTokenRequest = (error: ApiError<unknown>): boolean => error.request.url.endsWith('/v1/oauth2/token');

const refusal = (error: ApiError<unknown>): GatewayRefusal => {
  const { data } = errorBody.safeParse(error.result);
  const detail = data?.details?.[0];
  const code = detail?.issue ?? data?.name ?? `status_${error.statusCode}`;
  return refusedByGateway(code, detail?.description ?? data?.message ?? 'PayPal refused');
};

const describe = (error: unknown): string => {
  if (isAnswer(error)) {
    const isAboutUs = error.statusCode === 401 || error.statusCode === 403 || isTokenRequest(error);
    return isAboutUs
      ? 'PayPal turns our credentials away: check id, secret and environment'
      : `status ${error.statusCode}`;
  }
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return 'no answer';
};

type Respond = (response: IncomingMessage) => void;

type Options = Omit<RequestOptions, 'headers'> & { readonly headers: OutgoingHttpHeaders };

/** Says what the SDK's HTTP client takes for its way to the network. */
interface Transport {
  request(options: Options, respond: Respond): ClientRequest;
}

/** Leads the SDK's requests to `baseUrl`, whatever host they were for: the SDK itself knows PayPal's two hosts only. */
const transportTo = (baseUrl: string): Transport => {
  const { protocol, hostname, port, pathname } = new URL(baseUrl);
  const { request } = protocol === 'http:' ? http : https;
  const prefix = pathname.replace(/\/$/, '');
  return {
    request: (options, respond) => {
      const headers = { ...options.headers, host: port === '' ? hostname : `${hostname}:${port}` };
      const path = `${prefix}${options.path ?? '/'}`;
      return request(
        { method: options.method, timeout: options.timeout, protocol, hostname, port, path, headers },
        respond,
      );
    },
  };
};
