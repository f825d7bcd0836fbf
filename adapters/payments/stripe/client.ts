import Stripe from 'stripe';
import { refusedByGateway } from '../../../application/payments/gateway-payment.ts';
import { unavailableAs, type GatewayReply } from '../gateway-replies.ts';

/** Lists the statuses that judge the request; every other one is about credentials, load, or Stripe itself. */
const judgements: ReadonlySet<number> = new Set([400, 402, 404]);

/** @param baseUrl instead of Stripe's own */
export const connectStripe = (apiKey: string, timeoutMs: number, baseUrl: string | undefined): Stripe =>
  new Stripe(apiKey, {
    ...(baseUrl !== undefined && endpointOf(baseUrl)),
    // The caller repeats, with the same keys. (The SDK repeats by itself, once, what broke with its connection.)
    maxNetworkRetries: 0,
    timeout: timeoutMs,
    telemetry: false,
  });

/** Makes a call and answers what Stripe says to it. @throws ServiceUnavailableError if it says nothing of use */
export const ask = async <Value>(call: () => Promise<Stripe.Response<Value>>): Promise<GatewayReply<Value>> => {
  try {
    const value = await call();
    // The SDK takes any JSON without an `error` for success, such as what a proxy says while Stripe is unavailable.
    if (value.lastResponse.statusCode >= 300) throw unavailable(`status ${value.lastResponse.statusCode}`);
    return { ok: true, value };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (judgements.has(error.statusCode ?? 0)) {
      return refusedByGateway(error.decline_code ?? error.code ?? error.rawType ?? error.type, error.message);
    }
    throw unavailable(describe(error));
  }
};

export const unavailable = unavailableAs('stripe');

const endpointOf = (baseUrl: string) => {
  const { protocol, hostname, port } = new URL(baseUrl);
  const isPlain = protocol === 'http:';
  return {
    protocol: isPlain ? ('http' as const) : ('https' as const),
    host: hostname,
    port: port === '' ? (isPlain ? 80 : 443) : Number(port),
  };
};

const describe = ({ type, statusCode }: Stripe.errors.StripeError): string => {
  switch (statusCode) {
    case 401:
      return 'Stripe does not know the API key: check it';
    case 403:
      return 'Stripe does not let the API key do this: check its permissions';
    default:
      return statusCode === undefined ? type : `${type} ${statusCode}`;
  }
};
