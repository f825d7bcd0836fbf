import { createHmac } from 'node:crypto';
import type { GatewayServer, News, SignedWebhook, SigningOptions } from '../gateway-server.ts';
import { IdempotencyMemory } from '../idempotency.ts';
import { deliverTo, Refusal, startProtocolServer, type Exchange, type Reply } from '../protocol-server.ts';
import { amountOf, metadataOf, readForm, required } from './form.ts';
import { Intents, invalidRequest } from './intents.ts';

const apiKey = 'sk_test_local';
const webhookSecret = 'whsec_local';
const methods = { accepted: 'pm_card_visa', declined: 'pm_card_visa_chargeDeclinedInsufficientFunds' };

const createParams = [
  /^(amount|currency|capture_method|description|payment_method|confirm|return_url)$/,
  /^metadata\[\w+\]$/,
  /^automatic_payment_methods\[(enabled|allow_redirects)\]$/,
];

/** Stripe on this machine: PaymentIntents and refunds, as much of them as an engine uses. */
export const startStripe = async (): Promise<GatewayServer> => {
  const intents = new Intents();
  const reused = {
    status: 400,
    body: { error: { type: 'idempotency_error', message: 'Keys for idempotent requests can only be used with...' } },
  };
  const memory = new IdempotencyMemory(reused, (status) => status < 500);

  const answer = (exchange: Exchange): Reply => {
    const { method, path, headers } = exchange;
    if (headers.authorization !== `Bearer ${apiKey}`) {
      throw new Refusal({
        status: 401,
        body: { error: { type: 'invalid_request_error', message: 'Invalid API Key' } },
      });
    }
    if (method === 'GET') return read(intents, path);
    if (method !== 'POST') throw invalidRequest(null, 'Unrecognized request URL', 404);
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') throw invalidRequest(null, 'not a form');
    const act = (): Reply => ({ status: 200, body: structuredClone(change(intents, exchange)) });
    const key = headers['idempotency-key'];
    if (typeof key === 'string') return memory.once(key, exchange, act);
    if (!path.endsWith('/cancel')) throw invalidRequest(null, 'this server wants an Idempotency-Key');
    return act();
  };

  const server = await startProtocolServer(answer);
  const takeNews = (): readonly News[] => intents.news.splice(0);
  return {
    ...server,
    name: 'stripe',
    environment: { STRIPE_API_KEY: apiKey, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_API_URL: server.baseUrl },
    ledger: intents.ledger,
    methods,
    pay: (gatewayPaymentId, outcome = 'accepted') => {
      try {
        intents.confirm(intents.get(gatewayPaymentId), outcome);
      } catch (error) {
        if (outcome === 'accepted') throw error; // a decline is the payer's to see
      }
    },
    takeNews,
    sign,
    deliver: (url, options) => deliverTo(url, takeNews(), sign, options),
  };
};

const read = (intents: Intents, path: string): Reply => {
  if (path === '/v1/payment_intents')
    return { status: 200, body: { object: 'list', data: [], has_more: false, url: path } };
  const id = /^\/v1\/payment_intents\/(\w+)$/.exec(path)?.[1];
  if (id === undefined) throw invalidRequest(null, 'Unrecognized request URL', 404);
  return { status: 200, body: intents.get(id) };
};

const change = (intents: Intents, { path, body }: Exchange): object => {
  if (path === '/v1/payment_intents') return create(intents, body);
  if (path === '/v1/refunds') {
    const form = readForm(body, [/^(payment_intent|amount)$/, /^metadata\[\w+\]$/]);
    return intents.refund(intents.get(required(form, 'payment_intent')), amountOf(form, 'amount'), metadataOf(form));
  }
  const [, id, action] = /^\/v1\/payment_intents\/(\w+)\/(capture|cancel)$/.exec(path) ?? [];
  if (id === undefined) throw invalidRequest(null, 'Unrecognized request URL', 404);
  const intent = intents.get(id);
  if (action === 'capture')
    intents.capture(intent, amountOf(readForm(body, [/^amount_to_capture$/]), 'amount_to_capture'));
  else intents.cancel(intent);
  return intent;
};

const create = (intents: Intents, body: string): object => {
  const form = readForm(body, createParams);
  const intent = intents.create({
    amount: amountOf(form, 'amount'),
    currency: required(form, 'currency'),
    capture_method: required(form, 'capture_method'),
    metadata: metadataOf(form),
  });
  if (form.get('confirm') === 'true') {
    const method = required(form, 'payment_method');
    if (!Object.values(methods).includes(method)) throw invalidRequest('resource_missing', 'No such PaymentMethod');
    intents.confirm(intent, method === methods.accepted ? 'accepted' : 'declined');
  }
  return intent;
};

const sign = (news: News, { at, secret = webhookSecret }: SigningOptions): SignedWebhook => {
  const t = Math.floor(at.getTime() / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${news.body}`).digest('hex');
  const headers = { 'content-type': 'application/json; charset=utf-8', 'stripe-signature': `t=${t},v1=${v1}` };
  return { headers, query: news.query, body: Buffer.from(news.body) };
};
