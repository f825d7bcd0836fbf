import { currencies, type Minor } from '../../../../domain/shared/money.ts';
import type { LedgerEntry, News } from '../gateway-server.ts';
import { Refusal } from '../protocol-server.ts';

interface PaymentError {
  readonly type: 'card_error';
  readonly code: string;
  readonly decline_code: string;
  readonly message: string;
}

export interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: Minor;
  readonly currency: string;
  readonly capture_method: string;
  readonly client_secret: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly latest_charge: string;
  status: string;
  amount_received: Minor;
  amount_capturable: Minor;
  last_payment_error: PaymentError | null;
}

const declined: PaymentError = {
  type: 'card_error',
  code: 'card_declined',
  decline_code: 'insufficient_funds',
  message: 'Your card has insufficient funds.',
};

export const invalidRequest = (code: string | null, message: string, status = 400): Refusal =>
  new Refusal({ status, body: { error: { type: 'invalid_request_error', ...(code !== null && { code }), message } } });

/** What Stripe knows of payments, and what it has to tell. */
export class Intents {
  readonly ledger: LedgerEntry[] = [];
  readonly news: News[] = [];
  readonly #intents = new Map<string, Intent>();
  readonly #refunded = new Map<string, Minor>();
  #count = 0;

  create(params: Pick<Intent, 'amount' | 'currency' | 'capture_method' | 'metadata'>): Intent {
    const id = `pi_${this.#next()}`;
    const intent: Intent = {
      ...params,
      id,
      object: 'payment_intent',
      client_secret: `${id}_secret_${this.#next()}`,
      latest_charge: `ch_${this.#next()}`,
      status: 'requires_payment_method',
      amount_received: 0,
      amount_capturable: 0,
      last_payment_error: null,
    };
    this.#intents.set(id, intent);
    return intent;
  }

  get(id: string): Intent {
    const intent = this.#intents.get(id);
    if (intent === undefined) throw invalidRequest('resource_missing', `No such payment_intent: '${id}'`, 404);
    return intent;
  }

  /** @throws Refusal 402 if it is declined, as the one who confirms is told */
  confirm(intent: Intent, outcome: 'accepted' | 'declined'): void {
    if (intent.status !== 'requires_payment_method') throw unexpected(intent);
    if (outcome === 'declined') {
      intent.last_payment_error = declined;
      this.#tell('payment_intent.payment_failed', intent);
      throw new Refusal({ status: 402, body: { error: { ...declined, payment_intent: intent } } });
    }
    intent.last_payment_error = null;
    if (intent.capture_method === 'manual') {
      intent.status = 'requires_capture';
      intent.amount_capturable = intent.amount;
      this.#enter('authorized', intent, intent.amount);
      this.#tell('payment_intent.amount_capturable_updated', intent);
    } else this.#take(intent, intent.amount);
  }

  capture(intent: Intent, amount: Minor): void {
    if (intent.status !== 'requires_capture') throw unexpected(intent);
    if (amount > intent.amount_capturable) throw invalidRequest('amount_too_large', 'The amount could not be captured');
    intent.amount_capturable = 0;
    this.#take(intent, amount);
  }

  cancel(intent: Intent): void {
    if (intent.status === 'succeeded' || intent.status === 'canceled') throw unexpected(intent);
    intent.status = 'canceled';
    intent.amount_capturable = 0;
    this.#enter('voided', intent, intent.amount);
    this.#tell('payment_intent.canceled', intent);
  }

  refund(intent: Intent, amount: Minor, metadata: Readonly<Record<string, string>>): object {
    if (intent.status !== 'succeeded') throw unexpected(intent);
    const before = this.#refunded.get(intent.id) ?? 0;
    if (amount > intent.amount_received - before) {
      throw invalidRequest(null, 'Refund amount is greater than unrefunded amount on charge');
    }
    this.#refunded.set(intent.id, before + amount);
    const { currency, id: payment_intent, latest_charge: charge } = intent;
    const status = 'succeeded';
    const refund = {
      id: `re_${this.#next()}`,
      object: 'refund',
      amount,
      currency,
      payment_intent,
      charge,
      metadata,
      status,
    };
    this.#enter('refunded', intent, amount);
    this.#tell('charge.refunded', { id: charge, object: 'charge', amount_refunded: before + amount, payment_intent });
    this.#tell('refund.created', refund);
    this.#tell('refund.updated', refund);
    return refund;
  }

  #take(intent: Intent, amount: Minor): void {
    intent.status = 'succeeded';
    intent.amount_received = amount;
    this.#enter('captured', intent, amount);
    this.#tell('payment_intent.succeeded', intent);
  }

  #enter(effect: LedgerEntry['effect'], { metadata, currency: code }: Intent, amount: Minor): void {
    const currency = currencies.find((known) => known.toLowerCase() === code)!;
    this.ledger.push({ effect, paymentId: metadata.payment_id ?? '', amount, currency });
  }

  #tell(type: string, object: object): void {
    const id = `evt_${this.#next()}`;
    const body = JSON.stringify({
      id,
      object: 'event',
      api_version: '2026-06-30',
      type,
      livemode: false,
      data: { object },
    });
    this.news.push({ eventId: id, body, query: {} });
  }

  #next(): string {
    return `3Local${String(++this.#count).padStart(12, '0')}`;
  }
}

const unexpected = ({ status }: Intent): Refusal =>
  invalidRequest('payment_intent_unexpected_state', `This PaymentIntent has a status of ${status}`);
