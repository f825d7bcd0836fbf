import type pg from 'pg';
import type { PaymentGateway, PaymentGateways } from '../../../application/ports/payment-gateway.ts';
import { mercadoPagoGateway } from '../../payments/mercadopago/gateway.ts';
import { paypalGateway } from '../../payments/paypal/gateway.ts';
import { sandboxGateway } from '../../payments/sandbox/gateway.ts';
import { stripeGateway } from '../../payments/stripe/gateway.ts';
import { sandboxPaymentKeys } from '../../sandbox/payments/keys.ts';
import { startSandboxPayments } from '../../sandbox/payments/server.ts';
import type { ApiAddress } from './api-address.ts';
import type { Closing } from './closing.ts';
import type { Config } from '../config/config.ts';
import { systemClock } from './system.ts';

const clock = systemClock;

/** The gateways that are configured, or if none is, the sandbox's own. */
export const openGateways = async (
  config: Config,
  pool: pg.Pool,
  apiAddress: ApiAddress,
  closing: Closing,
): Promise<PaymentGateways> => {
  const configured = configuredGateways(config);
  const gateways = configured.length > 0 ? configured : [await openSandbox(pool, apiAddress, closing)];
  return new Map(gateways.map((gateway) => [gateway.name, gateway]));
};

const configuredGateways = (config: Config): readonly PaymentGateway[] => [
  ...(config.STRIPE_API_KEY === undefined ? [] : [openStripe(config, config.STRIPE_API_KEY)]),
  ...(config.PAYPAL_CLIENT_ID === undefined ? [] : [openPayPal(config, config.PAYPAL_CLIENT_ID)]),
  ...(config.MERCADOPAGO_ACCESS_TOKEN === undefined ? [] : [openMercadoPago(config, config.MERCADOPAGO_ACCESS_TOKEN)]),
];

const openStripe = (config: Config, apiKey: string): PaymentGateway =>
  stripeGateway({ apiKey, webhookSecrets: config.STRIPE_WEBHOOK_SECRET, ...at(config.STRIPE_API_URL), clock });

/** What the configuration's checks have seen to. */
const openPayPal = (config: Config, clientId: string): PaymentGateway =>
  paypalGateway({
    clientId,
    clientSecret: config.PAYPAL_CLIENT_SECRET ?? '',
    webhookId: config.PAYPAL_WEBHOOK_ID ?? '',
    environment: config.PAYPAL_ENVIRONMENT,
    ...at(config.PAYPAL_API_URL),
    clock,
  });

const openMercadoPago = (config: Config, accessToken: string): PaymentGateway =>
  mercadoPagoGateway({
    accessToken,
    webhookSecrets: config.MERCADOPAGO_WEBHOOK_SECRET,
    ...at(config.MERCADOPAGO_API_URL),
    clock,
  });

const at = (baseUrl: string | undefined) => (baseUrl === undefined ? {} : { baseUrl });

/** Its webhooks go to the API of this process; where there is none, those of another one deliver them. */
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
