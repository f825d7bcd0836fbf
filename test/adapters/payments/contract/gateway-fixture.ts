import assert from 'node:assert/strict';
import type {
  GatewayPayment,
  GatewayReport,
  NewGatewayPayment,
  PaymentGateway,
  PaymentStanding,
} from '../../../../application/ports/payment-gateway.ts';
import type { Clock } from '../../../../application/ports/system.ts';
import type { WebhookDelivery, WebhookReading } from '../../../../application/ports/webhook.ts';
import { FixedClock } from '../../../support/clock.ts';
import type { Fault, GatewayServer, News, SignedWebhook } from '../../../support/gateways/gateway-server.ts';

export interface ConnectOptions {
  readonly clock: Clock;
  readonly timeoutMs: number;
  /** Instead of those that the server wants and uses. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface GatewayUnderTest<Server extends GatewayServer> {
  start(): Promise<Server>;
  connect(server: Server, options: ConnectOptions): PaymentGateway;
  /** Environment variables of credentials that are wrong. */
  readonly wrongCredentials: Readonly<Record<string, string>>;
  /** Whether capturing later needs a token: the gateway's own page takes the money at once. */
  readonly laterNeedsMethod: boolean;
  /** Whether webhooks tell of declines; not where whoever completes the payment is told. */
  readonly reportsDeclines: boolean;
  /** Whether webhooks tell of refunds by our id. */
  readonly reportsRefunds: boolean;
  /** How many broken connections in a row fail a call: SDKs may try again by themselves. */
  readonly dropsToFail: number;
}

/** As the engine's HTTP server would hand it on. */
export const received = ({ headers, query, body }: SignedWebhook): WebhookDelivery => ({ headers, query, body });

/** A gateway connected to a server of its own, anew for every test. */
export class GatewayFixture<Server extends GatewayServer = GatewayServer> {
  readonly underTest: GatewayUnderTest<Server>;
  clock = new FixedClock();
  #server: Server | undefined;
  #payments = 0;
  #gateway: PaymentGateway | undefined;

  constructor(underTest: GatewayUnderTest<Server>) {
    this.underTest = underTest;
  }

  async open(): Promise<void> {
    this.clock = new FixedClock();
    this.#server = await this.underTest.start();
    this.#gateway = this.connect();
  }

  async close(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  get gateway(): PaymentGateway {
    assert.ok(this.#gateway !== undefined);
    return this.#gateway;
  }

  get server(): Server {
    assert.ok(this.#server !== undefined);
    return this.#server;
  }

  connect(options: Partial<ConnectOptions> = {}): PaymentGateway {
    return this.underTest.connect(this.server, { clock: this.clock, timeoutMs: 10_000, ...options });
  }

  newPayment(changes: Partial<NewGatewayPayment> = {}): NewGatewayPayment {
    const order = `01940000-0000-7000-8000-${String(++this.#payments).padStart(12, '0')}`;
    return {
      organizationId: 'demo',
      paymentId: `${order}.P1`,
      orderNumber: `ORD-2026-${this.#payments}`,
      customerId: 'c1',
      amount: 12_550,
      currency: 'PEN',
      capture: 'now',
      methodId: null,
      payerEmail: 'ana@example.com',
      returnUrl: 'https://shop.example.com/back',
      ...changes,
    };
  }

  /** Creates a payment that must be accepted. */
  async create(payment: NewGatewayPayment): Promise<GatewayPayment> {
    const answer = await this.gateway.create(payment);
    assert.ok(answer.ok, 'the payment was refused');
    const { organizationId, paymentId, currency } = payment;
    return { organizationId, paymentId, currency, gatewayPaymentId: answer.gatewayPaymentId };
  }

  /** Does what the core does when a payment is reported as approved. */
  async complete(payment: GatewayPayment, capture: 'now' | 'later'): Promise<PaymentStanding> {
    const standing = await this.gateway.find(payment);
    if (standing.status !== 'approved') return standing;
    const answer = await this.gateway.complete?.(payment, { capture });
    assert.ok(answer?.ok, 'completing was refused');
    return answer.standing;
  }

  /** A payment that is captured. */
  async paid(changes: Partial<NewGatewayPayment> = {}): Promise<GatewayPayment> {
    const payment = await this.create(this.newPayment(changes));
    this.server.pay(payment.gatewayPaymentId);
    const { status } = await this.complete(payment, 'now');
    assert.equal(status, 'captured');
    return payment;
  }

  /** A payment that is authorised. */
  async authorized(changes: Partial<NewGatewayPayment> = {}): Promise<GatewayPayment> {
    const methodId = this.underTest.laterNeedsMethod ? this.server.methods.accepted : null;
    const payment = await this.create(this.newPayment({ capture: 'later', methodId, ...changes }));
    if (methodId === null) this.server.pay(payment.gatewayPaymentId);
    const { status } = await this.complete(payment, 'later');
    assert.equal(status, 'authorized');
    return payment;
  }

  /** Makes the next call that changes something, or reads, fail, and the gateway wait for silence as short as may be. */
  failNext(fault: Fault, kind: 'change' | 'read' = 'change'): void {
    if (fault === 'silence') this.#gateway = this.connect({ timeoutMs: 400 });
    const times = fault.startsWith('drop') ? this.underTest.dropsToFail : 1;
    for (let left = times; left > 0; left -= 1) this.server.failNext(fault, kind);
  }

  /** The effects on money, in order. */
  get effects(): readonly string[] {
    return this.server.ledger.map(({ effect, amount, currency }) => `${effect} ${amount} ${currency}`);
  }

  /** Everything that the server has to tell, as the gateway reads it. */
  async readNews(): Promise<readonly WebhookReading<GatewayReport>[]> {
    await this.server.settled?.();
    const readings: WebhookReading<GatewayReport>[] = [];
    for (const news of this.server.takeNews()) readings.push(await this.read(news));
    return readings;
  }

  read(news: News): Promise<WebhookReading<GatewayReport>> {
    const webhook = this.server.sign(news, { at: new Date(this.clock.now()) });
    return this.gateway.readWebhook(received(webhook));
  }
}

/** The fixture of all tests of a suite; a server a test. */
export const useGateway = <Server extends GatewayServer>(
  underTest: GatewayUnderTest<Server>,
): GatewayFixture<Server> => {
  const fixture = new GatewayFixture(underTest);
  beforeEach(() => fixture.open());
  afterEach(() => fixture.close());
  return fixture;
};

/** What the readings report, without the ids of the gateway. */
export const reportsOf = (readings: readonly WebhookReading<GatewayReport>[]): readonly GatewayReport[] =>
  readings.flatMap((reading) => {
    assert.ok(reading.ok, 'a webhook was not accepted');
    return reading.reports;
  });
