import { formatMinor, parseMinor, type Currency, type Minor } from '../../../../domain/shared/money.ts';
import type { LedgerEntry, News } from '../gateway-server.ts';
import { Refusal } from '../protocol-server.ts';

export interface Money {
  readonly currency_code: Currency;
  readonly value: string;
}

interface Capture {
  readonly id: string;
  readonly amount: Money;
  readonly custom_id: string;
  status: 'COMPLETED' | 'PENDING' | 'PARTIALLY_REFUNDED' | 'REFUNDED';
}

interface Authorization {
  readonly id: string;
  readonly amount: Money;
  readonly custom_id: string;
  status: 'CREATED' | 'PARTIALLY_CAPTURED' | 'CAPTURED' | 'VOIDED';
}

interface Refund {
  readonly id: string;
  readonly amount: Money;
  readonly custom_id: string;
  readonly invoice_id: string;
  readonly status: 'COMPLETED';
}

export interface Order {
  readonly id: string;
  readonly intent: 'CAPTURE' | 'AUTHORIZE';
  status: string;
  readonly purchase_units: readonly {
    readonly reference_id: string;
    readonly custom_id: string;
    readonly amount: Money;
    readonly payments: {
      readonly authorizations: Authorization[];
      readonly captures: Capture[];
      readonly refunds: (Refund & { readonly captureId: string })[];
    };
  }[];
  readonly links: readonly { readonly rel: string; readonly href: string; readonly method: string }[];
}

export const unprocessable = (issue: string, status = 422): Refusal => {
  const name = status === 404 ? 'RESOURCE_NOT_FOUND' : status === 400 ? 'INVALID_REQUEST' : 'UNPROCESSABLE_ENTITY';
  const details = [{ issue, description: `because of ${issue}` }];
  return new Refusal({
    status,
    body: { name, message: 'It could not be done.', debug_id: 'local', details, links: [] },
  });
};

export const minorOf = ({ value, currency_code }: Money): Minor => {
  const minor = parseMinor(value, currency_code);
  if (minor === undefined || minor <= 0) throw unprocessable('INVALID_PARAMETER_SYNTAX', 400);
  if (value !== formatMinor(minor, currency_code)) throw unprocessable('DECIMAL_PRECISION');
  return minor;
};

const unitOf = (order: Order) => order.purchase_units[0]!;
const total = (all: readonly { readonly amount: Money }[]): Minor =>
  all.reduce((sum, { amount }) => sum + minorOf(amount), 0);

/** What PayPal knows of orders, and what it has to tell. */
export class Orders {
  readonly ledger: LedgerEntry[] = [];
  readonly news: News[] = [];
  readonly #orders = new Map<string, Order>();
  readonly #declining = new Set<string>();
  #count = 0;
  /** Whether money takes its time: captures stay under way. */
  isSlow = false;

  create(intent: Order['intent'], amount: Money, customId: string, isVaulted: boolean): Order {
    minorOf(amount);
    const id = this.#next();
    const links = [{ rel: 'payer-action', href: `https://www.paypal.com/checkoutnow?token=${id}`, method: 'GET' }];
    const payments = { authorizations: [], captures: [], refunds: [] };
    const purchase_units = [{ reference_id: 'default', custom_id: customId, amount, payments }];
    const order: Order = { id, intent, status: 'PAYER_ACTION_REQUIRED', purchase_units, links };
    this.#orders.set(id, order);
    if (isVaulted) order.status = 'APPROVED';
    return order;
  }

  get(id: string): Order {
    const order = this.#orders.get(id);
    if (order === undefined) throw unprocessable('INVALID_RESOURCE_ID', 404);
    return order;
  }

  approve(id: string, outcome: 'accepted' | 'declined'): void {
    const order = this.get(id);
    order.status = 'APPROVED';
    if (outcome === 'declined') this.#declining.add(id);
    else this.#declining.delete(id);
    this.#tell('CHECKOUT.ORDER.APPROVED', order);
  }

  captureOrder(order: Order): void {
    this.#complete(order, 'CAPTURE', 'ORDER_ALREADY_CAPTURED');
    this.#take(order, unitOf(order).amount);
  }

  authorizeOrder(order: Order): void {
    this.#complete(order, 'AUTHORIZE', 'ORDER_ALREADY_AUTHORIZED');
    const { amount, custom_id, payments } = unitOf(order);
    const authorization: Authorization = { id: this.#next(), amount, custom_id, status: 'CREATED' };
    payments.authorizations.push(authorization);
    this.#enter('authorized', order, amount);
    this.#tell('PAYMENT.AUTHORIZATION.CREATED', withOrder(authorization, order));
  }

  captureAuthorization(id: string, amount: Money, isFinal: boolean): Capture {
    const { order, authorization } = this.#authorization(id);
    if (authorization.status === 'VOIDED') throw unprocessable('AUTHORIZATION_VOIDED');
    if (authorization.status === 'CAPTURED') throw unprocessable('AUTHORIZATION_ALREADY_CAPTURED');
    const left = minorOf(authorization.amount) - total(unitOf(order).payments.captures) - minorOf(amount);
    if (left < 0) throw unprocessable('MAX_CAPTURE_AMOUNT_EXCEEDED');
    authorization.status = left === 0 || isFinal ? 'CAPTURED' : 'PARTIALLY_CAPTURED';
    return this.#take(order, amount);
  }

  void(id: string): void {
    const { order, authorization } = this.#authorization(id);
    if (authorization.status === 'VOIDED') throw unprocessable('PREVIOUSLY_VOIDED');
    if (authorization.status === 'CAPTURED') throw unprocessable('AUTHORIZATION_ALREADY_CAPTURED');
    authorization.status = 'VOIDED';
    this.#enter('voided', order, authorization.amount);
    this.#tell('PAYMENT.AUTHORIZATION.VOIDED', withOrder(authorization, order));
  }

  refund(captureId: string, amount: Money, customId: string, invoiceId: string): Refund {
    const order = [...this.#orders.values()].find((each) => captureOf(each, captureId) !== undefined);
    const capture = order && captureOf(order, captureId);
    if (order === undefined || capture === undefined) throw unprocessable('INVALID_RESOURCE_ID', 404);
    const { refunds } = unitOf(order).payments;
    const before = total(refunds.filter((each) => each.captureId === captureId));
    const left = minorOf(capture.amount) - before - minorOf(amount);
    if (capture.status === 'REFUNDED') throw unprocessable('CAPTURE_FULLY_REFUNDED');
    if (left < 0) throw unprocessable('REFUND_AMOUNT_EXCEEDED');
    capture.status = left === 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
    const id = this.#next();
    const refund: Refund = { id, amount, custom_id: customId, invoice_id: invoiceId, status: 'COMPLETED' };
    refunds.push({ ...refund, captureId });
    this.#enter('refunded', order, amount);
    this.#tell('PAYMENT.CAPTURE.REFUNDED', refund);
    return refund;
  }

  #complete(order: Order, intent: Order['intent'], already: string): void {
    if (order.status === 'COMPLETED') throw unprocessable(already);
    if (order.intent !== intent) throw unprocessable('ACTION_DOES_NOT_MATCH_INTENT');
    if (order.status !== 'APPROVED') throw unprocessable('ORDER_NOT_APPROVED');
    if (this.#declining.has(order.id)) throw unprocessable('INSTRUMENT_DECLINED');
    order.status = 'COMPLETED';
  }

  #take(order: Order, amount: Money): Capture {
    const { custom_id, payments } = unitOf(order);
    const capture: Capture = { id: this.#next(), amount, custom_id, status: this.isSlow ? 'PENDING' : 'COMPLETED' };
    payments.captures.push(capture);
    if (!this.isSlow) this.#enter('captured', order, amount);
    this.#tell(`PAYMENT.CAPTURE.${capture.status}`, withOrder(capture, order));
    return capture;
  }

  #authorization(id: string): { readonly order: Order; readonly authorization: Authorization } {
    for (const order of this.#orders.values()) {
      const authorization = unitOf(order).payments.authorizations.find((each) => each.id === id);
      if (authorization !== undefined) return { order, authorization };
    }
    throw unprocessable('INVALID_RESOURCE_ID', 404);
  }

  #enter(effect: LedgerEntry['effect'], order: Order, amount: Money): void {
    const paymentId = unitOf(order).custom_id.split('/').at(-1) ?? '';
    this.ledger.push({ effect, paymentId, amount: minorOf(amount), currency: amount.currency_code });
  }

  #tell(event_type: string, resource: object): void {
    const id = `WH-${this.#next()}`;
    const body = JSON.stringify({ id, event_version: '1.0', event_type, resource_version: '2.0', resource });
    this.news.push({ eventId: id, body, query: {} });
  }

  #next(): string {
    return `LOCAL${String(++this.#count).padStart(12, '0')}`;
  }
}

const withOrder = (resource: object, { id: order_id }: Order): object => ({
  ...resource,
  supplementary_data: { related_ids: { order_id } },
});

const captureOf = (order: Order, id: string): Capture | undefined =>
  unitOf(order).payments.captures.find((each) => each.id === id);
