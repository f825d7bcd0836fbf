import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { GatewayServer, News, SignedWebhook, SigningOptions } from '../gateway-server.ts';
import { IdempotencyMemory } from '../idempotency.ts';
import { deliverTo, Refusal, startProtocolServer, type Exchange, type Reply } from '../protocol-server.ts';
import { badRequest, currency, Payments } from './payments.ts';

const accessToken = 'TEST-local';
const webhookSecret = 'local-webhook-secret';
const methods = { accepted: 'visa:tokenAccepted', declined: 'visa:tokenDeclined' };

const item = z.strictObject({
  id: z.string(),
  title: z.string(),
  quantity: z.literal(1),
  unit_price: z.number(),
  currency_id: z.literal(currency),
});
const backUrls = z.strictObject({ success: z.url(), pending: z.url(), failure: z.url() });
const preferenceRequest = z.strictObject({
  items: z.array(item).length(1),
  external_reference: z.string().max(256),
  payer: z.strictObject({ email: z.email() }).optional(),
  back_urls: backUrls.optional(),
});
const preferenceUpdate = z.strictObject({
  items: z.array(item).length(1),
  expires: z.literal(true),
  expiration_date_to: z.iso.datetime(),
});
const paymentRequest = z.strictObject({
  transaction_amount: z.number(),
  token: z.string(),
  payment_method_id: z.literal('visa'),
  installments: z.literal(1),
  capture: z.boolean(),
  description: z.string(),
  external_reference: z.string().max(256),
  payer: z.strictObject({ email: z.email() }),
});
const paymentUpdate = z.union([
  z.strictObject({ capture: z.literal(true), transaction_amount: z.number() }),
  z.strictObject({ status: z.literal('cancelled') }),
]);
const refundRequest = z.strictObject({ amount: z.number() });

export interface MercadoPagoServer extends GatewayServer {
  /** One payment on the page of a preference, of another amount than it asks for if told. */
  payPage(preferenceId: string, amount: number): void;
  /** From now on refunds stay under way, until they are settled. */
  slowDown(): void;
  settle(): void;
}

/** MercadoPago on this machine, of a Peruvian account: preferences, payments and their refunds. */
export const startMercadoPago = async (): Promise<MercadoPagoServer> => {
  const payments = new Payments();
  const reused = { status: 409, body: { message: 'idempotency key already used', error: 'conflict', status: 409 } };
  const memory = new IdempotencyMemory(reused, (status) => status < 300);

  const answer = (exchange: Exchange): Reply => {
    const { method, headers } = exchange;
    if (headers.authorization !== `Bearer ${accessToken}`) {
      throw new Refusal({ status: 401, body: { message: 'invalid access token', error: 'unauthorized', status: 401 } });
    }
    if (method === 'GET') return { status: 200, body: read(payments, exchange) };
    const key = headers['x-idempotency-key'];
    if (typeof key !== 'string' || key.length > 64)
      throw badRequest(4292, 'X-Idempotency-Key must be 1 to 64 characters');
    const status = method === 'POST' ? 201 : 200;
    return memory.once(key, exchange, () => ({ status, body: structuredClone(change(payments, exchange)) }));
  };

  const server = await startProtocolServer(answer);
  const takeNews = (): readonly News[] => payments.news.splice(0);
  const payPage = (id: string, amount: number, outcome: 'accepted' | 'declined' = 'accepted'): void => {
    const { external_reference, expires } = payments.preference(id);
    if (expires) throw new Error('the page is closed');
    payments.pay(external_reference, amount, true, outcome);
  };
  return {
    ...server,
    name: 'mercadopago',
    environment: {
      MERCADOPAGO_ACCESS_TOKEN: accessToken,
      MERCADOPAGO_WEBHOOK_SECRET: webhookSecret,
      MERCADOPAGO_API_URL: server.baseUrl,
    },
    ledger: payments.ledger,
    methods,
    pay: (id, outcome = 'accepted') => {
      payPage(id, payments.preference(id).price, outcome);
    },
    payPage: (id, amount) => {
      payPage(id, amount);
    },
    slowDown: () => {
      payments.isSlow = true;
    },
    settle: () => {
      payments.settle();
    },
    takeNews,
    sign,
    deliver: (url, options) => deliverTo(url, takeNews(), sign, options),
  };
};

const read = (payments: Payments, { path, query }: Exchange): object => {
  if (path === '/users/me') return { id: 4711, site_id: 'MPE' };
  if (path === '/v1/payments/search') {
    const results = payments.search(query.get('external_reference') ?? '');
    return { paging: { total: results.length, limit: 100, offset: 0 }, results };
  }
  const preference = /^\/checkout\/preferences\/([\w-]+)$/.exec(path)?.[1];
  if (preference !== undefined) return payments.preference(preference);
  const [, id, refundId] = /^\/v1\/payments\/(\d+)(?:\/refunds\/(\d+))?$/.exec(path) ?? [];
  if (id === undefined) throw badRequest(404, 'resource not found', 404);
  const payment = payments.get(Number(id));
  if (refundId === undefined) return payment;
  const refund = payment.refunds.find((each) => each.id === Number(refundId));
  if (refund === undefined) throw badRequest(404, 'refund not found', 404);
  return refund;
};

const change = (payments: Payments, exchange: Exchange): object => {
  const [, resource, id, isRefund] =
    /^\/(checkout\/preferences|v1\/payments)(?:\/([\w-]+)(\/refunds)?)?\/?$/.exec(exchange.path) ?? [];
  switch (`${exchange.method} ${resource}${id === undefined ? '' : '/id'}${isRefund ?? ''}`) {
    case 'POST checkout/preferences': {
      const { external_reference, items } = parse(exchange, preferenceRequest);
      return payments.createPreference(external_reference, items, items[0]!.unit_price);
    }
    case 'PUT checkout/preferences/id': {
      const { expires } = parse(exchange, preferenceUpdate);
      return Object.assign(payments.preference(id ?? ''), { expires });
    }
    case 'POST v1/payments': {
      const { external_reference, transaction_amount, capture, token } = parse(exchange, paymentRequest);
      if (!token.startsWith('token')) throw badRequest(2006, 'Card Token not found');
      const outcome = token === 'tokenDeclined' ? 'declined' : 'accepted';
      return payments.pay(external_reference, transaction_amount, capture, outcome);
    }
    case 'PUT v1/payments/id': {
      const payment = payments.get(Number(id));
      const update = parse(exchange, paymentUpdate);
      if ('capture' in update) payments.capture(payment, update.transaction_amount);
      else payments.cancel(payment);
      return payment;
    }
    case 'POST v1/payments/id/refunds':
      return payments.refund(payments.get(Number(id)), parse(exchange, refundRequest).amount);
    default:
      throw badRequest(404, 'resource not found', 404);
  }
};

const parse = <Output>({ headers, body }: Exchange, schema: z.ZodType<Output>): Output => {
  if (headers['content-type'] !== 'application/json') throw badRequest(415, 'not JSON', 415);
  const { data, error } = schema.safeParse(JSON.parse(body));
  if (data === undefined) throw badRequest(1, error?.message ?? 'invalid');
  return data;
};

/** Only what the address names is signed, not the body. */
const sign = (news: News, { at, secret = webhookSecret }: SigningOptions): SignedWebhook => {
  const ts = Math.floor(at.getTime() / 1000);
  const requestId = `request-${news.eventId}`;
  const manifest = `id:${news.query['data.id'] ?? ''};request-id:${requestId};ts:${ts};`;
  const v1 = createHmac('sha256', secret).update(manifest).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-request-id': requestId, 'x-signature': `ts=${ts},v1=${v1}` };
  return { headers, query: news.query, body: Buffer.from(news.body) };
};
