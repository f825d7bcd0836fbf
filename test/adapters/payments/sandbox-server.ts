import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type pg from 'pg';
import { sandboxPaymentKeys } from '../../../adapters/sandbox/payments/keys.ts';
import { startSandboxPayments, type SandboxPayments } from '../../../adapters/sandbox/payments/server.ts';
import { sign, signatureHeader } from '../../../adapters/sandbox/payments/webhook-delivery.ts';
import type { Currency } from '../../../domain/shared/money.ts';
import { FixedClock } from '../../support/clock.ts';
import type {
  Fault,
  GatewayServer,
  LedgerEntry,
  News,
  SignedWebhook,
  SigningOptions,
} from '../../support/gateways/gateway-server.ts';
import { deliverTo } from '../../support/gateways/protocol-server.ts';

interface PaymentRow {
  readonly payment_id: string;
  readonly reference: string;
  readonly currency: Currency;
  readonly authorized: number;
  readonly captured: number;
  readonly refunded: number;
}

const nothing = { authorized: 0, captured: 0, refunded: 0 };

/** What of money moved between two looks at a payment. */
const effectsOf = (
  before: Omit<PaymentRow, 'payment_id' | 'reference' | 'currency'>,
  now: PaymentRow,
): LedgerEntry[] => {
  const [captured, refunded] = [now.captured - before.captured, now.refunded - before.refunded];
  const authorized = now.authorized - before.authorized - captured;
  const moves = [
    ['authorized', authorized > 0 ? authorized : 0],
    ['captured', captured],
    ['voided', now.authorized < before.authorized ? before.authorized - now.authorized : 0],
    ['refunded', refunded],
  ] as const;
  return moves
    .filter(([, amount]) => amount > 0)
    .map(([effect, amount]) => ({ effect, paymentId: now.reference, amount, currency: now.currency }));
};

/** The sandbox's gateway behind a proxy that can break down, for the contract that the real gateways pass too. */
export const startSandbox = async (pool: pg.Pool): Promise<GatewayServer> => {
  await pool.query('truncate sandbox.payments, sandbox.payment_webhooks, sandbox.ledger');
  const { apiKey, webhookSecret } = await sandboxPaymentKeys(pool);
  // It delivers nothing: the contract takes what there is to tell.
  const webhookUrl = (): string => {
    throw new Error('nobody listens');
  };
  const sandbox: SandboxPayments = await startSandboxPayments({ pool, clock: new FixedClock(), webhookUrl });

  const ledger: LedgerEntry[] = [];
  const requests: string[] = [];
  const waiting: News[] = [];
  const told = new Set<string>();
  const seen = new Map<string, PaymentRow>();
  const faults = { change: [] as Fault[], read: [] as Fault[] };
  let paying = Promise.resolve();
  let stopped: Promise<void> | undefined;

  /** Takes in what the last request changed. */
  const look = async (): Promise<void> => {
    const { rows } = await pool.query<PaymentRow>(
      `select payment_id, reference, currency, authorized::int, captured::int, refunded::int from sandbox.payments`,
    );
    for (const row of rows) {
      ledger.push(...effectsOf(seen.get(row.payment_id) ?? nothing, row));
      seen.set(row.payment_id, row);
    }
    const news = await pool.query<{ readonly event_id: string; readonly body: string }>(
      'select event_id, body from sandbox.payment_webhooks order by sequence',
    );
    for (const { event_id: eventId, body } of news.rows) {
      if (!told.has(eventId)) waiting.push({ eventId, body, query: {} });
      told.add(eventId);
    }
  };

  const forward = async (request: IncomingMessage, body: Buffer) => {
    const { authorization = '', 'idempotency-key': key = '' } = request.headers;
    const answer = await fetch(`${sandbox.url}${request.url ?? ''}`, {
      method: request.method ?? '',
      headers: { authorization, 'idempotency-key': String(key), 'content-type': 'application/json' },
      ...(body.length > 0 && { body: new Uint8Array(body) }),
    });
    const text = await answer.text();
    await look();
    return { status: answer.status, text };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    await paying;
    const fault = faults[request.method === 'GET' ? 'read' : 'change'].shift();
    if (fault === 'drop_before') request.socket.destroy();
    else if (fault === 'outage') response.writeHead(503).end();
    else if (fault === 'throttled') response.writeHead(429).end();
    else if (fault !== 'silence') {
      const { status, text } = await forward(request, body);
      if (fault === 'drop_after') request.socket.destroy();
      else response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    }
  };

  const pay = async (paymentId: string, methodId: string): Promise<void> => {
    const { rows } = await pool.query<{ readonly client_secret: string }>(
      'select client_secret from sandbox.payments where payment_id = $1',
      [paymentId],
    );
    await fetch(`${sandbox.url}/v1/payments/${paymentId}/confirm`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_secret: rows[0]?.client_secret, method_id: methodId }),
    });
    await look();
  };

  const proxy = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  const signed = ({ body, query }: News, { at, secret = webhookSecret }: SigningOptions): SignedWebhook => ({
    headers: { 'content-type': 'application/json', [signatureHeader]: sign(body, secret, at.toISOString()) },
    query,
    body: Buffer.from(body),
  });

  return {
    name: 'sandbox',
    baseUrl,
    environment: { SANDBOX_API_KEY: apiKey, SANDBOX_WEBHOOK_SECRET: webhookSecret, SANDBOX_API_URL: baseUrl },
    ledger,
    requests,
    methods: { accepted: 'pm_ok', declined: 'pm_declined' },
    failNext: (fault, kind = 'change') => void faults[kind].push(fault),
    pay: (paymentId, outcome = 'accepted') => {
      paying = paying.then(() => pay(paymentId, outcome === 'accepted' ? 'pm_ok' : 'pm_insufficient_funds'));
    },
    settled: () => paying,
    takeNews: () => waiting.splice(0),
    sign: signed,
    deliver: (url, options) => deliverTo(url, waiting.splice(0), signed, options),
    stop: () =>
      (stopped ??= new Promise<void>((resolve) => {
        proxy.close(() => {
          resolve();
        });
        proxy.closeAllConnections();
      }).then(() => sandbox.stop())),
  };
};
