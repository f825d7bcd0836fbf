import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { z } from 'zod';
import type { Clock } from '../../../application/ports/system.ts';
import type { Minor } from '../../../domain/shared/money.ts';
import { applyOnce } from '../ledger.ts';
import { inTransaction, type Queryable } from '../transaction.ts';
import { minorOf, showPayment, type newPayment, type newRefund, type ShownRefund } from './messages.ts';
import { announce } from './outbox.ts';
import { findBySecret, findPayment, lockPayment, savePayment } from './payment-table.ts';
import {
  cancel,
  capture,
  confirm,
  refund,
  type PaymentChange,
  type PaymentRefusal,
  type SandboxPayment,
} from './payment.ts';

/** What the API answers, and gives again to the same key: the payment, with the refund if one was asked for, or why not. */
export type DeskAnswer =
  | {
      readonly payment: ReturnType<typeof showPayment> & { readonly client_secret: string };
      readonly refund?: ShownRefund;
    }
  | { readonly error: PaymentRefusal };

export interface Keyed {
  readonly idempotencyKey: string;
}

/** Money moves here: every change is one transaction with the webhook that tells of it. */
export class Desk {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #changed: () => void;

  /** @param changed called after every change, for the delivery of webhooks */
  constructor({ pool, clock, changed }: { readonly pool: Pool; readonly clock: Clock; readonly changed: () => void }) {
    this.#pool = pool;
    this.#clock = clock;
    this.#changed = changed;
  }

  find(paymentId: string): Promise<SandboxPayment | undefined> {
    return findPayment(this.#pool, paymentId);
  }

  findBySecret(clientSecret: string): Promise<SandboxPayment | undefined> {
    return findBySecret(this.#pool, clientSecret);
  }

  create(request: z.output<typeof newPayment>, key: Keyed): Promise<DeskAnswer> {
    const payment: SandboxPayment = {
      paymentId: `pay_${randomUUID()}`,
      organizationId: request.organization_id,
      reference: request.reference,
      orderNumber: request.order_number,
      amount: minorOf(request.amount, request.currency),
      currency: request.currency,
      capture: request.capture,
      status: 'requires_action',
      authorized: 0,
      captured: 0,
      refunded: 0,
      declineReason: null,
      settlesAt: null,
      clientSecret: `secret_${randomBytes(24).toString('base64url')}`,
      returnUrl: request.return_url,
    };
    return this.#once(payment.organizationId, 'create', key, request, async (db) => {
      await savePayment(db, payment);
      if (request.method_id === null) return answer(payment);
      const confirmed = await this.#change(db, payment, confirm(payment, request.method_id, this.#clock.now()));
      return declined(confirmed);
    });
  }

  /** Needs no key: confirming what is confirmed changes nothing. */
  async confirm(paymentId: string, methodId: string): Promise<DeskAnswer> {
    const confirmed = await inTransaction(this.#pool, async (db) => {
      const payment = await lockPayment(db, paymentId);
      return this.#change(db, payment, confirm(payment, methodId, this.#clock.now()));
    });
    this.#changed();
    return declined(confirmed);
  }

  capture({ paymentId, organizationId, currency }: SandboxPayment, text: string, key: Keyed): Promise<DeskAnswer> {
    const amount = minorOf(text, currency);
    return this.#once(organizationId, `capture ${paymentId}`, key, { amount: text }, async (db) => {
      const payment = await lockPayment(db, paymentId);
      return this.#change(db, payment, capture(payment, amount));
    });
  }

  cancel({ paymentId, organizationId }: SandboxPayment, key: Keyed): Promise<DeskAnswer> {
    return this.#once(organizationId, `cancel ${paymentId}`, key, {}, async (db) => {
      const payment = await lockPayment(db, paymentId);
      return this.#change(db, payment, cancel(payment));
    });
  }

  refund(
    { paymentId, organizationId, currency }: SandboxPayment,
    request: z.output<typeof newRefund>,
    key: Keyed,
  ): Promise<DeskAnswer> {
    const amount: Minor = minorOf(request.amount, currency);
    return this.#once(organizationId, `refund ${paymentId}`, key, request, async (db) => {
      const payment = await lockPayment(db, paymentId);
      return this.#change(db, payment, refund(payment, amount), { ...request, status: 'succeeded' });
    });
  }

  async #once(
    organizationId: string,
    action: string,
    { idempotencyKey }: Keyed,
    request: object,
    apply: (db: Queryable) => Promise<DeskAnswer>,
  ): Promise<DeskAnswer> {
    const keyed = { ...request, organization_id: organizationId, idempotency_key: idempotencyKey };
    const call = { method: `payments: ${action}`, request: keyed, at: this.#clock.now() };
    const given = await applyOnce(this.#pool, call, apply);
    this.#changed();
    return given;
  }

  /** Writes a change and has it announced; one that changes nothing is no news. */
  async #change(
    db: Queryable,
    before: SandboxPayment,
    change: PaymentChange,
    shownRefund?: ShownRefund,
  ): Promise<DeskAnswer> {
    if (!change.ok) return { error: change.refusal };
    const { payment } = change;
    await savePayment(db, payment);
    const isNews = payment.status !== 'processing' && JSON.stringify(payment) !== JSON.stringify(before);
    if (isNews) await announce(db, payment, this.#clock.now(), shownRefund);
    return { ...answer(payment), ...(shownRefund && { refund: shownRefund }) };
  }
}

const answer = (payment: SandboxPayment) => ({
  payment: { ...showPayment(payment), client_secret: payment.clientSecret },
});

/** A payer who is turned down is a business "no" to the merchant. */
const declined = (given: DeskAnswer): DeskAnswer =>
  'payment' in given && given.payment.status === 'declined'
    ? { error: { code: given.payment.decline_reason ?? 'declined', message: 'this method was declined: take another' } }
    : given;
