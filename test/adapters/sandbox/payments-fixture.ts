import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sandboxGateway } from '../../../adapters/payments/sandbox/gateway.ts';
import { sandboxPaymentKeys, type SandboxPaymentKeys } from '../../../adapters/sandbox/payments/keys.ts';
import { startSandboxPayments, type SandboxPayments } from '../../../adapters/sandbox/payments/server.ts';
import type { GatewayReport, NewGatewayPayment, PaymentGateway } from '../../../application/ports/payment-gateway.ts';
import type { WebhookDelivery } from '../../../application/ports/webhook.ts';
import { FixedClock } from '../../support/clock.ts';
import { eventually } from '../../support/eventually.ts';
import { sandboxDatabase, type SandboxDatabase } from './sandbox-database.ts';

/** Somebody who is told of payments. */
export interface Receiver {
  readonly url: string;
  /** Whatever came, in order. */
  readonly deliveries: readonly WebhookDelivery[];
  /** What the next deliveries are answered; 204 when there are no more. */
  answer(...statuses: readonly number[]): void;
  stop(): Promise<void>;
}

export const startReceiver = async (): Promise<Receiver> => {
  const deliveries: WebhookDelivery[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      deliveries.push({ headers, query: {}, body: Buffer.concat(chunks) });
      response.writeHead(statuses.shift() ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/sandbox`,
    deliveries,
    answer: (...next) => {
      statuses.push(...next);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

/** The sandbox's gateway on a database of its own, its client, and whoever is told: anew for every test of a `describe`. */
export class PaymentsFixture {
  clock = new FixedClock();
  #database: SandboxDatabase | undefined;
  #keys: SandboxPaymentKeys | undefined;
  #sandbox: SandboxPayments | undefined;
  #receiver: Receiver | undefined;
  #gateway: PaymentGateway | undefined;
  #payments = 0;

  constructor() {
    before(async () => {
      this.#database = await sandboxDatabase();
      this.#keys = await sandboxPaymentKeys(this.#database.pool);
    });
    after(() => this.#database?.drop());
    beforeEach(async () => {
      this.clock = new FixedClock();
      this.#receiver = await startReceiver();
      await this.start();
    });
    afterEach(async () => {
      await this.stop();
      await this.receiver.stop();
      await this.pool.query('truncate sandbox.payments, sandbox.payment_webhooks, sandbox.ledger');
    });
  }

  async start(webhookUrl: () => string = () => this.receiver.url): Promise<void> {
    this.#sandbox = await this.another(webhookUrl);
    this.#gateway = this.client();
  }

  /** A further process on the same database. */
  another(webhookUrl: () => string = () => this.receiver.url): Promise<SandboxPayments> {
    return startSandboxPayments({ pool: this.pool, clock: this.clock, webhookUrl });
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }

  client(changes: Partial<Parameters<typeof sandboxGateway>[0]> = {}): PaymentGateway {
    const { apiKey, webhookSecret } = this.keys;
    const usual = { baseUrl: this.sandbox.url, apiKey, webhookSecrets: [webhookSecret], clock: this.clock };
    return sandboxGateway({ ...usual, ...changes });
  }

  get pool() {
    return existing(this.#database).pool;
  }

  get keys(): SandboxPaymentKeys {
    return existing(this.#keys);
  }

  get sandbox(): SandboxPayments {
    return existing(this.#sandbox);
  }

  get receiver(): Receiver {
    return existing(this.#receiver);
  }

  get gateway(): PaymentGateway {
    return existing(this.#gateway);
  }

  /** A new payment of 25.00 GBP, its id not used before. */
  payment(changes: Partial<NewGatewayPayment> = {}): NewGatewayPayment {
    return {
      organizationId: 'demo',
      paymentId: `order-${++this.#payments}.P1`,
      orderNumber: 'ORD-2026-000001',
      customerId: 'c1',
      amount: 2500,
      currency: 'GBP',
      capture: 'now',
      methodId: null,
      payerEmail: null,
      returnUrl: null,
      ...changes,
    };
  }

  /** Creates a payment that must be accepted. */
  async created(changes: Partial<NewGatewayPayment> = {}) {
    const payment = this.payment(changes);
    const answer = await this.gateway.create(payment);
    assert.ok(answer.ok, `was refused: ${JSON.stringify(answer)}`);
    const { gatewayPaymentId, standing, nextStep } = answer;
    return { ...payment, gatewayPaymentId, standing, nextStep };
  }

  /** Waits until that many webhooks came. @returns what they report, in the order of their coming */
  async reports(count: number): Promise<readonly GatewayReport[]> {
    await eventually(() => this.receiver.deliveries.length >= count);
    const readings = await Promise.all(this.receiver.deliveries.map((each) => this.gateway.readWebhook(each)));
    return readings.flatMap((reading) => {
      assert.ok(reading.ok, `could not be read: ${JSON.stringify(reading)}`);
      return reading.reports;
    });
  }
}

const existing = <Value>(value: Value | undefined): Value => {
  assert.ok(value !== undefined);
  return value;
};
