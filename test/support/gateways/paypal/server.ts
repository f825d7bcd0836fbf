import { sign as signBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { currencies } from '../../../../domain/shared/money.ts';
import type { GatewayServer, News, SignedWebhook, SigningOptions } from '../gateway-server.ts';
import { IdempotencyMemory } from '../idempotency.ts';
import { deliverTo, Refusal, startProtocolServer, type Exchange, type Reply } from '../protocol-server.ts';
import { certify, type Certified } from './certificate.ts';
import { Orders, unprocessable } from './orders.ts';

const client = { id: 'local-client', secret: 'local-secret' };
const webhookId = 'LOCALWEBHOOK';
const token = 'local-token';
const methods = { accepted: 'vault-accepted', declined: 'vault-declined' };
const certificatePath = '/v1/notifications/certs/';

const money = z.strictObject({ currency_code: z.enum(currencies), value: z.string() });
const orderRequest = z.strictObject({
  intent: z.enum(['CAPTURE', 'AUTHORIZE']),
  purchase_units: z
    .array(z.strictObject({ custom_id: z.string().max(127), description: z.string().max(127), amount: money }))
    .length(1),
  payment_source: z.strictObject({
    paypal: z.strictObject({
      vault_id: z.string().optional(),
      experience_context: z
        .strictObject({
          shipping_preference: z.literal('NO_SHIPPING'),
          user_action: z.literal('PAY_NOW'),
          return_url: z.url().optional(),
          cancel_url: z.url().optional(),
        })
        .optional(),
    }),
  }),
});
const captureRequest = z.strictObject({ amount: money, final_capture: z.boolean() });
const refundRequest = z.strictObject({
  amount: money,
  custom_id: z.string().max(127),
  invoice_id: z.string().max(127),
});

const inForce = { from: new Date('2020-01-01T00:00:00Z'), to: new Date('2049-01-01T00:00:00Z') };

/** Made once: keys take their time. */
let certified: Certified | undefined;
const firstCertificate = (): Certified => (certified ??= certify('messageverificationcerts.local', inForce));

export interface PayPalServer extends GatewayServer {
  /** Publishes a certificate of its own as the one that webhooks are signed by from now on. */
  useCertificate(certificate: Certified, chain?: readonly string[]): void;
  /** From now on, what is captured stays under way. */
  slowDown(): void;
  /** PayPal forgets the tokens that it gave out. */
  forgetTokens(): void;
}

/** PayPal on this machine: orders, their authorisations, captures and refunds, and the certificates of its webhooks. */
export const startPayPal = async (): Promise<PayPalServer> => {
  const orders = new Orders();
  const memory = new IdempotencyMemory(unprocessable('DUPLICATE_REQUEST_ID').reply, (status) => status < 300);
  const certificates: string[] = [];
  let key = firstCertificate();
  certificates.push(key.pem);
  let tokens = 1;

  const answer = (exchange: Exchange): Reply => {
    const { method, path, headers } = exchange;
    if (path === '/v1/oauth2/token') return issueToken(exchange, `${token}-${tokens}`);
    if (path.startsWith(certificatePath)) {
      const pem = certificates[Number(path.slice(certificatePath.length).replace('CERT-', ''))];
      return pem === undefined ? { status: 404 } : { status: 200, body: pem };
    }
    if (headers.authorization !== `Bearer ${token}-${tokens}`) {
      throw new Refusal({ status: 401, body: { name: 'AUTHENTICATION_FAILURE', message: 'Authentication failed' } });
    }
    if (method === 'GET')
      return { status: 200, body: orders.get(/^\/v2\/checkout\/orders\/(\w+)$/.exec(path)?.[1] ?? '') };
    const requestId = headers['paypal-request-id'];
    if (typeof requestId !== 'string' || requestId.length > 108) throw unprocessable('PAYPAL_REQUEST_ID_REQUIRED', 400);
    return memory.once(requestId, exchange, () => change(orders, exchange));
  };

  const server = await startProtocolServer(answer, (path) => path.startsWith('/v1/'));
  const takeNews = (): readonly News[] => orders.news.splice(0);

  const sign = (news: News, { at, secret = webhookId }: SigningOptions): SignedWebhook => {
    const time = at.toISOString().replace(/\.\d+Z$/, 'Z');
    const id = `transmission-${news.eventId}`;
    const body = Buffer.from(news.body);
    const signature = signBytes('RSA-SHA256', Buffer.from(`${id}|${time}|${secret}|${crc32(body)}`), key.privateKey);
    const headers = {
      'content-type': 'application/json',
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-transmission-sig': signature.toString('base64'),
      'paypal-cert-url': `${server.baseUrl}${certificatePath}CERT-${certificates.length - 1}`,
      'paypal-auth-algo': 'SHA256withRSA',
    };
    return { headers, query: news.query, body };
  };

  return {
    ...server,
    name: 'paypal',
    environment: {
      PAYPAL_CLIENT_ID: client.id,
      PAYPAL_CLIENT_SECRET: client.secret,
      PAYPAL_WEBHOOK_ID: webhookId,
      PAYPAL_ENVIRONMENT: 'sandbox',
      PAYPAL_API_URL: server.baseUrl,
    },
    ledger: orders.ledger,
    methods,
    pay: (gatewayPaymentId, outcome = 'accepted') => {
      orders.approve(gatewayPaymentId, outcome);
    },
    takeNews,
    sign,
    deliver: (url, options) => deliverTo(url, takeNews(), sign, options),
    useCertificate: (certificate, chain = []) => {
      key = certificate;
      certificates.push([certificate.pem, ...chain].join(''));
    },
    slowDown: () => {
      orders.isSlow = true;
    },
    forgetTokens: () => {
      tokens += 1;
    },
  };
};

const issueToken = ({ headers, body, method }: Exchange, access_token: string): Reply => {
  const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
  if (method !== 'POST' || headers.authorization !== basic) {
    return { status: 401, body: { error: 'invalid_client', error_description: 'Client Authentication failed' } };
  }
  if (new URLSearchParams(body).get('grant_type') !== 'client_credentials') {
    return { status: 400, body: { error: 'unsupported_grant_type' } };
  }
  return { status: 200, body: { access_token, token_type: 'Bearer', expires_in: 32_400, scope: 'payments' } };
};

const change = (orders: Orders, exchange: Exchange): Reply => {
  const { method, path } = exchange;
  const [, resource, id = '', action] = /^\/v2\/(checkout\/orders|payments\/\w+)(?:\/(\w+)\/(\w+))?$/.exec(path) ?? [];
  if (method !== 'POST') throw unprocessable('METHOD_NOT_SUPPORTED', 404);
  switch (`${resource} ${action}`) {
    case 'checkout/orders undefined': {
      const { intent, purchase_units, payment_source } = parse(exchange, orderRequest);
      const { amount, custom_id } = purchase_units[0]!;
      const vaultId = payment_source.paypal.vault_id;
      if (vaultId === methods.declined) throw unprocessable('INSTRUMENT_DECLINED');
      return created(orders.create(intent, amount, custom_id, vaultId === methods.accepted));
    }
    case 'checkout/orders capture':
      orders.captureOrder(orders.get(id));
      return created(orders.get(id));
    case 'checkout/orders authorize':
      orders.authorizeOrder(orders.get(id));
      return created(orders.get(id));
    case 'payments/authorizations capture': {
      const { amount, final_capture } = parse(exchange, captureRequest);
      return created(orders.captureAuthorization(id, amount, final_capture));
    }
    case 'payments/authorizations void':
      orders.void(id);
      return { status: 204 };
    case 'payments/captures refund': {
      const { amount, custom_id, invoice_id } = parse(exchange, refundRequest);
      return created(orders.refund(id, amount, custom_id, invoice_id));
    }
    default:
      throw unprocessable('INVALID_RESOURCE_ID', 404);
  }
};

const created = (body: object): Reply => ({ status: 201, body: structuredClone(body) });

const parse = <Output>({ headers, body }: Exchange, schema: z.ZodType<Output>): Output => {
  if (headers['content-type'] !== 'application/json') throw unprocessable('UNSUPPORTED_MEDIA_TYPE', 400);
  const { data } = schema.safeParse(JSON.parse(body));
  if (data === undefined) throw unprocessable('INVALID_PARAMETER_VALUE', 400);
  return data;
};
