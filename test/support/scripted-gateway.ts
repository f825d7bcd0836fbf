import { isDeepStrictEqual } from 'node:util';
import type {
  GatewayPayment,
  GatewayReport,
  NewGatewayPayment,
  PaymentGateway,
  PaymentStanding,
  RefundStanding,
} from '../../application/ports/payment-gateway.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { WebhookDelivery, WebhookReading } from '../../application/ports/webhook.ts';
import type { Minor } from '../../domain/shared/money.ts';

/** Money that moved, as the far end wrote it down: once, however often it was asked. */
export interface GatewayEntry {
  readonly kind: 'create' | 'authorize' | 'capture' | 'void' | 'refund';
  readonly key: string;
  readonly amount: Minor;
}

interface Held {
  readonly request: NewGatewayPayment;
  readonly gatewayPaymentId: string;
  standing: PaymentStanding;
  captured: Minor;
  refunded: Minor;
}

type Report = Extract<GatewayReport, { about: 'payment' }>;

/** What happens around a call: the far end may be out of reach before it applies what was asked, or after. */
export type Outage = 'none' | 'before' | 'after';

/**
 * A gateway that keeps the port's word: one effect an idempotency key, the same answer to a repetition, a ledger. Payers
 * confirm and fail through it; every change of theirs is a webhook in {@link outbox}, to be delivered as a test likes.
 */
export class ScriptedGateway implements PaymentGateway {
  readonly name: string;
  readonly ledger: GatewayEntry[] = [];
  readonly outbox: WebhookDelivery[] = [];
  outage: Outage = 'none';
  /** What a new payment comes to at once; by default it waits for its payer. */
  atOnce: 'wait' | 'confirm' | 'decline' = 'wait';
  /** Payers approve, and the money moves when it is asked for. */
  twoSteps = false;
  refunds: RefundStanding = { status: 'succeeded' };
  /** Awaited before and after each call is applied. */
  breathe: (moment: string) => Promise<void> = () => Promise.resolve();
  readonly #payments = new Map<string, Held>();
  readonly #answers = new Map<string, { readonly request: unknown; readonly answer: unknown }>();
  #events = 0;

  constructor(name = 'scripted') {
    this.name = name;
  }

  create(request: NewGatewayPayment) {
    return this.#once(`create ${request.paymentId}`, request, () => {
      if (this.atOnce === 'decline') return { ok: false, reason: 'card_declined', message: 'no' } as const;
      const gatewayPaymentId = `gp-${request.paymentId}`;
      const standing = { status: 'pending' } as const;
      this.#payments.set(request.paymentId, { request, gatewayPaymentId, standing, captured: 0, refunded: 0 });
      this.#enter('create', request.paymentId, request.amount);
      if (this.atOnce === 'confirm') this.confirm(request.paymentId);
      const nextStep = { clientSecret: `secret of ${request.paymentId}` };
      return { ok: true, gatewayPaymentId, standing: this.#held(request).standing, nextStep } as const;
    });
  }

  complete(payment: GatewayPayment, request: { readonly capture: 'now' | 'later' }) {
    return this.#once(`complete ${payment.paymentId}`, request, () => {
      this.#take(payment.paymentId);
      return { ok: true, standing: this.#held(payment).standing } as const;
    });
  }

  capture(payment: GatewayPayment, request: { readonly captureId: string; readonly amount: Minor }) {
    return this.#once(`capture ${request.captureId}`, request, () => {
      const held = this.#held(payment);
      if (held.captured + request.amount > held.request.amount || held.standing.status === 'voided') {
        return { ok: false, reason: 'not_capturable', message: 'there is not so much to capture' } as const;
      }
      this.#enter('capture', request.captureId, request.amount);
      held.captured += request.amount;
      this.#become(payment.paymentId, { status: 'captured', captured: held.captured });
      return { ok: true, standing: held.standing } as const;
    });
  }

  cancel(payment: GatewayPayment) {
    return this.#reach('cancel', () => {
      const held = this.#held(payment);
      if (held.captured === 0 && held.standing.status !== 'voided') {
        this.#enter('void', payment.paymentId, held.request.amount);
        this.#become(payment.paymentId, { status: 'voided' });
      }
      return { ok: true, standing: held.standing } as const;
    });
  }

  refund(payment: GatewayPayment, request: { readonly refundId: string; readonly amount: Minor }) {
    return this.#once(`refund ${request.refundId}`, request, () => {
      const held = this.#held(payment);
      if (held.refunded + request.amount > held.captured) {
        return { ok: false, reason: 'amount_exceeds_captured', message: 'there is not so much to refund' } as const;
      }
      held.refunded += request.amount;
      this.#enter('refund', request.refundId, request.amount);
      return { ok: true, standing: this.refunds } as const;
    });
  }

  find(payment: GatewayPayment) {
    return this.#reach('find', () => this.#held(payment).standing);
  }

  /** Believes the header `signature: good`. */
  readWebhook({ headers, body }: WebhookDelivery): Promise<WebhookReading<GatewayReport>> {
    if (headers.signature !== 'good') return Promise.resolve({ ok: false, reason: 'unverified' });
    try {
      const { eventId, reports } = JSON.parse(Buffer.from(body).toString()) as {
        readonly eventId: string;
        readonly reports: readonly GatewayReport[];
      };
      return Promise.resolve({ ok: true, eventId, reports });
    } catch {
      return Promise.resolve({ ok: false, reason: 'malformed' });
    }
  }

  ping(): Promise<void> {
    return this.#reach('ping', () => undefined);
  }

  /** The payer agrees. */
  confirm(paymentId: string): void {
    if (this.twoSteps) this.#become(paymentId, { status: 'approved' });
    else this.#take(paymentId);
  }

  /** A try of the payer's does not work; they may try again. */
  fail(paymentId: string, reason = 'card_declined'): void {
    this.#become(paymentId, { status: 'failed', reason });
  }

  /** A webhook of one message, in the outbox. */
  send(reports: readonly GatewayReport[], eventId = `evt_${(this.#events += 1)}`): WebhookDelivery {
    const body = Buffer.from(JSON.stringify({ eventId, reports }));
    const delivery = { headers: { signature: 'good' }, query: {}, body };
    this.outbox.push(delivery);
    return delivery;
  }

  /** What a webhook on this payment would say. */
  report(paymentId: string, standing: PaymentStanding): Report {
    const { request, gatewayPaymentId } = this.#held({ paymentId });
    const { organizationId } = request;
    return { about: 'payment', organizationId, paymentId, gatewayPaymentId, standing };
  }

  /** What the payment comes to without anybody being told. */
  force(paymentId: string, standing: PaymentStanding): void {
    const held = this.#held({ paymentId });
    held.standing = standing;
    if (standing.status === 'captured') held.captured = standing.captured;
  }

  #take(paymentId: string): void {
    const held = this.#held({ paymentId });
    const { amount, capture } = held.request;
    if (capture === 'now') held.captured = amount;
    this.#enter(capture === 'now' ? 'capture' : 'authorize', paymentId, amount);
    const { captured } = held;
    this.#become(paymentId, capture === 'now' ? { status: 'captured', captured } : { status: 'authorized', amount });
  }

  #become(paymentId: string, standing: PaymentStanding): void {
    this.#held({ paymentId }).standing = standing;
    this.send([this.report(paymentId, standing)]);
  }

  #enter(kind: GatewayEntry['kind'], key: string, amount: Minor): void {
    this.ledger.push({ kind, key, amount });
  }

  #held({ paymentId }: { readonly paymentId: string }): Held {
    const held = this.#payments.get(paymentId);
    if (held === undefined) throw new Error(`${this.name} does not know ${paymentId}`);
    return held;
  }

  async #once<Answer>(key: string, request: unknown, apply: () => Answer): Promise<Answer> {
    return this.#reach(key.split(' ', 1)[0] ?? '', () => {
      const before = this.#answers.get(key);
      if (before === undefined) {
        const answer = apply();
        this.#answers.set(key, { request, answer });
        return answer;
      }
      if (!isDeepStrictEqual(before.request, request)) throw new Error(`${key} was used for another request`);
      return before.answer as Answer;
    });
  }

  async #reach<Answer>(call: string, apply: () => Answer): Promise<Answer> {
    await this.breathe(`before ${call}`);
    if (this.outage === 'before') throw new ServiceUnavailableError(this.name);
    const answer = apply();
    await this.breathe(`after ${call}`);
    if (this.outage === 'after') throw new ServiceUnavailableError(this.name);
    return answer;
  }
}
