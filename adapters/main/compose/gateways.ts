import type pg from 'pg';
import type { PaymentGateway, PaymentGateways } from '../../../application/ports/payment-gateway.ts';
import { mercadoPagoGateway } from '../../payments/mercadopago/gateway.ts';
import { paypalGateway } from '../../payments/paypal/gateway.ts';
import { sandboxGateway } from '../../payments/sandbox/gateway.ts';
import { stripeGateway } from '../../payments/stripe/gateway.ts';
import { sandboxPaymentKeys } from '../../sandbox/payments/keys.ts';
import { startSandboxPayments } from '../../sandbox/payments/server.ts';
import type { Config } from '../config/config.ts';
import type { Closing } from './closing.ts';
import { systemClock } from './system.ts';

const clock = systemClock;

/** Holds where this process serves HTTP, once it does: known only after the system has chosen a port. */
export class ApiAddress {
  #url: string | undefined;

  set(url: string): void {
    this.#url = url;
  }

  /** @throws Error in a process that does not serve HTTP, or not yet */
  get(): string {
    if (this.#url === undefined) throw new Error('this process does not serve HTTP');
    return this.#url;
  }
}

/** Opens the gateways that are configured, or if none is, the sandbox's own. */
export const openGateways = async (
  config: Config,
  pool: pg.Pool,
  apiAddress: ApiAddress,
  closing: Closing,
): Promise<PaymentGateways> => {
  const configured = makers.flatMap((make) => make(config) ?? []);
  const gateways = configured.length > 0 ? configured : [await openSandbox(pool, apiAddress, closing)];
  return new Map(gateways.map((gateway) => [gateway.name, gateway]));
};

/** Lists the gateways: each is there if its key is set; the configuration's checks have seen to the rest. */
const makers: readonly ((config: Config) => PaymentGateway | undefined)[] = [
  ({ STRIPE_API_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecrets, STRIPE_API_URL: url }) =>
    apiKey === undefined ? undefined : stripeGateway({ apiKey, webhookSecrets, ...at(url), clock }),
  ({ PAYPAL_CLIENT_ID: clientId, ...config }) =>
    clientId === undefined
      ? undefined
      : paypalGateway({
          clientId,
          clientSecret: config.PAYPAL_CLIENT_SECRET ?? '',
          webhookId: config.PAYPAL_WEBHOOK_ID ?? '',
          environment: config.PAYPAL_ENVIRONMENT,
          ...at(config.PAYPAL_API_URL),
          clock,
        }),
  ({ MERCADOPAGO_ACCESS_TOKEN: accessToken, MERCADOPAGO_WEBHOOK_SECRET: webhookSecrets, MERCADOPAGO_API_URL: url }) =>
    accessToken === undefined ? undefined : mercadoPagoGateway({ accessToken, webhookSecrets, ...at(url), clock }),
];

const at = (baseUrl: string | undefined) => (baseUrl === undefined ? {} : { baseUrl });

/** Starts the sandbox's gateway. Its webhooks go to the API of this process; where there is none, another process delivers them. */
const openSandbox = async (pool: pg.Pool, apiAddress: ApiAddress, closing: Closing): Promise<PaymentGateway> => {
  const sandbox = await startSandboxPayments({
    pool,
    clock,
    webhookUrl: () => `${apiAddress.get()}/api/v1/webhooks/sandbox`,
  });
  closing.add(() => sandbox.stop());
  const { apiKey, webhookSecret } = await sandboxPaymentKeys(pool);
  return sandboxGateway({ baseUrl: sandbox.url, apiKey, webhookSecrets: [webhookSecret], clock });
};
