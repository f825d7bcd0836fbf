import { MercadoPagoConfig, MercadoPagoError, Payment, PaymentRefund, Preference, User } from 'mercadopago';
import { AppConfig } from 'mercadopago/dist/utils/config/index.js';
import { refusedByGateway, type GatewayRefusal } from '../../../application/payments/gateway-payment.ts';
import { unavailableAs, type GatewayReply } from '../gateway-replies.ts';

export interface MercadoPagoApiOptions {
  readonly accessToken: string;
  readonly baseUrl?: string | undefined;
  readonly timeoutMs: number;
}

interface Api {
  readonly payments: Payment;
  readonly refunds: PaymentRefund;
  readonly preferences: Preference;
  readonly users: User;
}

/**
 * Makes one call, a changing one under a key, and answers what MercadoPago says to it.
 * @throws ServiceUnavailableError if it says nothing of use
 */
export type AskMercadoPago = <Value>(
  call: (api: Api) => Promise<Value>,
  idempotencyKey?: string,
) => Promise<GatewayReply<Value>>;

/** Lists the statuses that judge the request; every other one is about credentials, load, or MercadoPago itself. */
const judgements: ReadonlySet<number> = new Set([400, 402, 404, 409, 422]);

export const connectMercadoPago = ({ accessToken, baseUrl, timeoutMs }: MercadoPagoApiOptions): AskMercadoPago => {
  const url = baseUrl?.replace(/\/$/, '') ?? AppConfig.BASE_URL;
  return async (call, idempotencyKey) => {
    // A configuration a call: the SDK keeps the options of one call, its idempotency key too, for all that follow.
    const api = openApi(accessToken, { timeout: timeoutMs, maxRetries: 0, ...(idempotencyKey && { idempotencyKey }) });
    try {
      return {
        ok: true,
        value: await within(
          timeoutMs,
          at(url, () => call(api)),
        ),
      };
    } catch (error) {
      if (!(error instanceof MercadoPagoError)) throw error;
      if (judgements.has(error.status)) return refusal(error);
      throw unavailable(describe(error));
    }
  };
};

export const unavailable = unavailableAs('mercadopago');

const openApi = (accessToken: string, options: NonNullable<MercadoPagoConfig['options']>): Api => {
  const config = new MercadoPagoConfig({ accessToken, options });
  return {
    payments: new Payment(config),
    refunds: new PaymentRefund(config),
    preferences: new Preference(config),
    users: new User(config),
  };
};

/**
 * Calls at an address. The SDK has one for the whole process, which it reads before its call first waits: set right before,
 * it is this call's own.
 */
const at = <Value>(url: string, call: () => Promise<Value>): Promise<Value> => {
  Object.assign(AppConfig, { BASE_URL: url }); // declared read-only
  return call();
};

/** Watches the time until an answer is whole; the SDK does so until it begins. */
const within = async <Value>(timeoutMs: number, call: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(unavailable('no whole answer in time'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([call, late]);
  } finally {
    clearTimeout(timer);
  }
};

const refusal = ({ error, status, message, causes }: MercadoPagoError): GatewayRefusal => {
  const cause: unknown = causes[0];
  const detail = cause !== null && typeof cause === 'object' && 'description' in cause ? cause.description : undefined;
  return refusedByGateway(error || `status_${status}`, typeof detail === 'string' ? detail : message);
};

const describe = ({ name, status }: MercadoPagoError): string => {
  const isAboutUs = status === 401 || status === 403;
  if (isAboutUs) return 'MercadoPago turns our access token away: check it';
  return status === 0 ? 'no answer' : `${name} ${status}`;
};
