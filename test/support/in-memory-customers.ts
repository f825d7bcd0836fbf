import type { Customer, Customers, LoyaltyPayment, LoyaltyPurchase } from '../../application/ports/customers.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import { currencyDecimals } from '../../domain/shared/money.ts';

/** One change of points, as the far end wrote it down. */
export interface PointsEntry {
  readonly kind: 'add' | 'deduct' | 'redeem' | 'restore';
  readonly customerId: string;
  /** The transaction's or the payment's id. */
  readonly key: string;
  readonly points: number;
}

/** A Customer service that keeps the port's word: one effect an id and kind of call, the same answer to a repetition. */
export class InMemoryCustomers implements Customers {
  readonly ledger: PointsEntry[] = [];
  /** Calls fail as if the service were out of reach; `after` ones were applied all the same. */
  outage: 'none' | 'before' | 'after' = 'none';
  readonly #customers: ReadonlyMap<string, Customer>;
  readonly #answers = new Map<string, unknown>();

  constructor(customers: readonly Customer[]) {
    this.#customers = new Map(customers.map((customer) => [customer.customerId, customer]));
  }

  /** What a customer has: below zero if a purchase was taken back whose points are spent. */
  points(customerId: string): number {
    return this.ledger
      .filter((entry) => entry.customerId === customerId)
      .reduce((sum, { points }) => sum + points, this.#customers.get(customerId)?.loyaltyPoints ?? 0);
  }

  customer(_organizationId: string, customerId: string): Promise<Customer | undefined> {
    return this.#reach(() => {
      const found = this.#customers.get(customerId);
      return found === undefined ? undefined : { ...found, loyaltyPoints: this.points(customerId) };
    });
  }

  addLoyaltyPoints(purchase: LoyaltyPurchase): Promise<number> {
    return this.#once('add', purchase.transactionId, () => {
      const points = this.#pointsOf(purchase);
      this.#write('add', purchase.customerId, purchase.transactionId, points);
      return points;
    });
  }

  deductLoyaltyPoints(purchase: LoyaltyPurchase): Promise<number> {
    return this.#once('deduct', purchase.transactionId, () => {
      const points = this.#pointsOf(purchase);
      this.#write('deduct', purchase.customerId, purchase.transactionId, 0 - points);
      return points;
    });
  }

  redeemLoyaltyPoints({ customerId, paymentId, points }: LoyaltyPayment) {
    return this.#once('redeem', paymentId, () => {
      const available = Math.max(this.points(customerId), 0);
      const isClosed = this.ledger.some(({ kind, key }) => kind === 'restore' && key === paymentId);
      if (isClosed || available < points) return { ok: false, available } as const;
      this.#write('redeem', customerId, paymentId, 0 - points);
      return { ok: true } as const;
    });
  }

  restoreLoyaltyPoints({ customerId, paymentId }: LoyaltyPayment): Promise<void> {
    return this.#once('restore', paymentId, () => {
      const redeemed = this.ledger.find(({ kind, key }) => kind === 'redeem' && key === paymentId);
      this.#write('restore', customerId, paymentId, 0 - (redeemed?.points ?? 0));
    });
  }

  #pointsOf({ customerId, amount, currency }: LoyaltyPurchase): number {
    return this.#customers.has(customerId) ? Math.floor(amount / 10 ** currencyDecimals[currency]) : 0;
  }

  #write(kind: PointsEntry['kind'], customerId: string, key: string, points: number): void {
    this.ledger.push({ kind, customerId, key, points });
  }

  #once<Answer>(kind: PointsEntry['kind'], key: string, apply: () => Answer): Promise<Answer> {
    return this.#reach(() => {
      const call = `${kind} ${key}`;
      if (!this.#answers.has(call)) this.#answers.set(call, apply());
      return this.#answers.get(call) as Answer;
    });
  }

  /** Answers in a later turn, as a service would; not at all during an outage. */
  async #reach<Answer>(call: () => Answer): Promise<Answer> {
    await Promise.resolve();
    if (this.outage === 'before') throw new ServiceUnavailableError('customer');
    const answer = call();
    if (this.outage === 'after') throw new ServiceUnavailableError('customer');
    return answer;
  }
}
