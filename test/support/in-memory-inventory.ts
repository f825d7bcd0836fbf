import type { Inventory, Shortfall, StockLine } from '../../application/ports/inventory.ts';
import { ServiceUnavailableError } from '../../application/ports/service-unavailable.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';

/** One change of stock, as the far end wrote it down. */
export interface LedgerEntry {
  readonly kind: 'reserve' | 'confirm' | 'release' | 'deduct' | 'add';
  readonly idempotencyKey: string;
  readonly lines: readonly StockLine[];
}

interface Reservation {
  readonly lines: readonly StockLine[];
  open: boolean;
}

/** An inventory that keeps the port's word: one effect an idempotency key, the same answer to a repetition, a ledger. */
export class InMemoryInventory implements Inventory {
  readonly ledger: LedgerEntry[] = [];
  /** Calls fail as if the service were out of reach; `after` ones were applied all the same. */
  outage: 'none' | 'before' | 'after' = 'none';
  readonly #onHand: Map<string, Quantity>;
  readonly #reservations = new Map<string, Reservation>();
  readonly #answers = new Map<string, Awaited<ReturnType<Inventory['reserve']>>>();
  readonly #deducted = new Map<string, readonly Shortfall[]>();

  constructor(onHand: Readonly<Record<string, Quantity>>) {
    this.#onHand = new Map(Object.entries(onHand));
  }

  /** What may still be promised: on hand, less what is reserved. */
  available(variantId: string): Quantity {
    const reserved = [...this.#reservations.values()]
      .filter(({ open }) => open)
      .flatMap(({ lines }) => lines)
      .filter((line) => line.variantId === variantId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return this.onHand(variantId) - reserved;
  }

  onHand(variantId: string): Quantity {
    return this.#onHand.get(variantId) ?? 0;
  }

  /** What somebody else sells meanwhile. */
  take(variantId: string, quantity: Quantity): void {
    this.#onHand.set(variantId, this.onHand(variantId) - quantity);
  }

  checkAvailability(_organizationId: string, lines: readonly StockLine[]) {
    return this.#reach(() => {
      const shortfalls = this.#shortfalls(lines, (variantId) => this.available(variantId));
      return shortfalls.length === 0 ? ({ ok: true } as const) : ({ ok: false, shortfalls } as const);
    });
  }

  checkStock(line: Parameters<Inventory['checkStock']>[0]) {
    return this.checkAvailability(line.organizationId, [line]);
  }

  reserve({ idempotencyKey, referenceId, lines }: Parameters<Inventory['reserve']>[0]) {
    return this.#reach(() => {
      const before = this.#answers.get(idempotencyKey);
      if (before !== undefined) return before;
      const shortfalls = this.#shortfalls(lines, (variantId) => this.available(variantId));
      const reservationId = `reservation-${referenceId}`;
      const answer =
        shortfalls.length === 0 ? ({ ok: true, reservationId } as const) : ({ ok: false, shortfalls } as const);
      this.#answers.set(idempotencyKey, answer);
      if (!answer.ok) return answer;
      this.#reservations.set(reservationId, { lines, open: true });
      this.ledger.push({ kind: 'reserve', idempotencyKey, lines });
      return answer;
    });
  }

  confirm({ idempotencyKey }: Parameters<Inventory['confirm']>[0]) {
    return this.#once('confirm', idempotencyKey, [], () => undefined);
  }

  release({ idempotencyKey, reservationId }: Parameters<Inventory['release']>[0]) {
    return this.#once('release', idempotencyKey, [], () => {
      this.#close(reservationId);
    });
  }

  async deduct({ idempotencyKey, reservationId, lines }: Parameters<Inventory['deduct']>[0]) {
    await this.#once('deduct', idempotencyKey, lines, () => {
      this.#deducted.set(
        idempotencyKey,
        this.#shortfalls(lines, (variantId) => this.onHand(variantId)),
      );
      if (reservationId !== null) this.#close(reservationId);
      for (const { variantId, quantity } of lines) this.take(variantId, quantity);
    });
    return this.#deducted.get(idempotencyKey) ?? [];
  }

  add({ idempotencyKey, lines }: Parameters<Inventory['add']>[0]) {
    return this.#once('add', idempotencyKey, lines, () => {
      for (const { variantId, quantity } of lines) this.take(variantId, -quantity);
    });
  }

  #close(reservationId: string): void {
    const reservation = this.#reservations.get(reservationId);
    if (reservation !== undefined) reservation.open = false;
  }

  #shortfalls(lines: readonly StockLine[], there: (variantId: string) => Quantity): readonly Shortfall[] {
    const wanted = new Map<string, Quantity>();
    for (const { variantId, quantity } of lines) wanted.set(variantId, (wanted.get(variantId) ?? 0) + quantity);
    return [...wanted]
      .map(([variantId, quantity]) => ({ variantId, quantity, available: Math.max(there(variantId), 0) }))
      .filter(({ quantity, available }) => quantity > available)
      .map(({ variantId, available }) => ({ variantId, available }));
  }

  #once(
    kind: LedgerEntry['kind'],
    idempotencyKey: string,
    lines: readonly StockLine[],
    effect: () => void,
  ): Promise<void> {
    return this.#reach(() => {
      if (this.ledger.some((entry) => entry.kind === kind && entry.idempotencyKey === idempotencyKey)) return;
      effect();
      this.ledger.push({ kind, idempotencyKey, lines });
    });
  }

  /** Answers in a later turn, as a service would; not at all during an outage. */
  async #reach<T>(call: () => T): Promise<T> {
    await Promise.resolve();
    if (this.outage === 'before') throw new ServiceUnavailableError('inventory');
    const answer = call();
    if (this.outage === 'after') throw new ServiceUnavailableError('inventory');
    return answer;
  }
}
