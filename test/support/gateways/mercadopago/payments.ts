import { parseMinor, toWire, type Minor } from '../../../../domain/shared/money.ts';
import type { LedgerEntry, News } from '../gateway-server.ts';
import { Refusal } from '../protocol-server.ts';

/** The account is Peru's. */
export const currency = 'PEN';

interface Refund {
  readonly id: number;
  readonly payment_id: number;
  readonly amount: number;
  status: 'approved' | 'in_process';
}

export interface Payment {
  readonly id: number;
  readonly external_reference: string;
  readonly currency_id: typeof currency;
  readonly refunds: Refund[];
  status: string;
  status_detail: string;
  transaction_amount: number;
  transaction_amount_refunded: number;
  captured: boolean;
}

export interface Preference {
  readonly id: string;
  readonly items: readonly unknown[];
  readonly external_reference: string;
  readonly init_point: string;
  expires: boolean;
}

export const badRequest = (code: number, description: string, status = 400): Refusal => {
  const error = status === 404 ? 'not_found' : 'bad_request';
  return new Refusal({ status, body: { message: description, error, status, cause: [{ code, description }] } });
};

export const minorOf = (amount: number): Minor => {
  const minor = parseMinor(amount, currency);
  if (minor === undefined || minor <= 0) throw badRequest(4037, 'Invalid transaction_amount');
  return minor;
};

/** What MercadoPago knows of payments, and what it has to tell. */
export class Payments {
  readonly ledger: LedgerEntry[] = [];
  readonly news: News[] = [];
  readonly #payments = new Map<number, Payment>();
  readonly #preferences = new Map<string, Preference & { readonly price: number }>();
  #count = 1_300_000_000;
  /** Whether refunds take their time: they stay under way. */
  isSlow = false;

  createPreference(external_reference: string, items: readonly unknown[], price: number): Preference {
    minorOf(price);
    const id = `4711-${this.#next()}`;
    const init_point = `https://www.mercadopago.com.pe/checkout/v1/redirect?pref_id=${id}`;
    const preference = { id, items, external_reference, init_point, expires: false, price };
    this.#preferences.set(id, preference);
    return preference;
  }

  preference(id: string): Preference & { readonly price: number } {
    const preference = this.#preferences.get(id);
    if (preference === undefined) throw badRequest(404, 'preference not found', 404);
    return preference;
  }

  /** One try to pay; on the page of a preference there may be several. */
  pay(external_reference: string, amount: number, capture: boolean, outcome: 'accepted' | 'declined'): Payment {
    const id = this.#next();
    const payment: Payment = {
      id,
      external_reference,
      currency_id: currency,
      refunds: [],
      status: outcome === 'declined' ? 'rejected' : capture ? 'approved' : 'authorized',
      status_detail: outcome === 'declined' ? 'cc_rejected_insufficient_amount' : 'accredited',
      transaction_amount: amount,
      transaction_amount_refunded: 0,
      captured: capture,
    };
    minorOf(amount);
    this.#payments.set(id, payment);
    if (outcome === 'accepted') this.#enter(capture ? 'captured' : 'authorized', payment, amount);
    this.#tell('payment.created', payment);
    return payment;
  }

  get(id: number): Payment {
    const payment = this.#payments.get(id);
    if (payment === undefined) throw badRequest(2000, 'Payment not found', 404);
    return payment;
  }

  /** A careless one: finds what begins like the reference, too. */
  search(external_reference: string): readonly Payment[] {
    return [...this.#payments.values()].filter((each) => each.external_reference.startsWith(external_reference));
  }

  capture(payment: Payment, amount: number): void {
    if (payment.status !== 'authorized') throw badRequest(2019, 'The payment is not authorized');
    if (minorOf(amount) > minorOf(payment.transaction_amount)) throw badRequest(4018, 'Invalid amount to capture');
    Object.assign(payment, { status: 'approved', transaction_amount: amount, captured: true });
    this.#enter('captured', payment, amount);
    this.#tell('payment.updated', payment);
  }

  cancel(payment: Payment): void {
    if (!['authorized', 'pending', 'in_process'].includes(payment.status))
      throw badRequest(2017, 'The status is final');
    payment.status = 'cancelled';
    this.#enter('voided', payment, payment.transaction_amount);
    this.#tell('payment.updated', payment);
  }

  refund(payment: Payment, amount: number): Refund {
    if (payment.status !== 'approved') throw badRequest(2063, 'The action is not valid for the current payment state');
    const before = payment.refunds.reduce((sum, each) => sum + minorOf(each.amount), 0);
    const left = minorOf(payment.transaction_amount) - before - minorOf(amount);
    if (left < 0) throw badRequest(2018, 'Amount exceeds what is left to refund');
    const refund: Refund = {
      id: this.#next(),
      payment_id: payment.id,
      amount,
      status: this.isSlow ? 'in_process' : 'approved',
    };
    payment.refunds.push(refund);
    payment.transaction_amount_refunded = toWire(before + minorOf(amount), currency);
    if (left === 0) payment.status = 'refunded';
    this.#enter('refunded', payment, amount);
    this.#tell('payment.updated', payment);
    return refund;
  }

  /** Everything that was under way arrives. */
  settle(): void {
    this.isSlow = false;
    for (const { refunds } of this.#payments.values()) for (const refund of refunds) refund.status = 'approved';
  }

  #enter(effect: LedgerEntry['effect'], { external_reference }: Payment, amount: number): void {
    const paymentId = external_reference.split('/').at(-1) ?? '';
    this.ledger.push({ effect, paymentId, amount: minorOf(amount), currency });
  }

  #tell(action: string, { id }: Payment): void {
    const eventId = String(this.#next());
    const body = JSON.stringify({
      id: Number(eventId),
      live_mode: false,
      type: 'payment',
      action,
      api_version: 'v1',
      data: { id: String(id) },
    });
    this.news.push({ eventId, body, query: { 'data.id': String(id), type: 'payment' } });
  }

  #next(): number {
    return ++this.#count;
  }
}
