import type { Instant } from '../../domain/shared/message.ts';
import type { Quantity } from '../../domain/shared/quantity.ts';

export interface StockLine {
  readonly variantId: string;
  readonly quantity: Quantity;
}

/** The store whose stock is meant; null, as if it were not said: the stock that is sold from a distance. */
export type LocalId = string | null;

/** A variant that there was too little of: `available`, zero or more, of it. */
export interface Shortfall {
  readonly variantId: string;
  readonly available: Quantity;
}

/** The Inventory's answer: a business "no" is a value, never an error. */
export type StockAnswer<T> =
  ({ readonly ok: true } & T) | { readonly ok: false; readonly shortfalls: readonly Shortfall[] };

/**
 * The Inventory service. Every changing call carries an idempotency key (the id of the event that caused it): the far end
 * applies one key once and answers a repetition as it did the first time. Quantities of one variant may come in several lines.
 * @throws ServiceUnavailableError if the service does not answer in time.
 */
export interface Inventory {
  checkAvailability(organizationId: string, lines: readonly StockLine[]): Promise<StockAnswer<object>>;
  /** The same for one variant of a store, as a till asks it before a line is added. Promises nothing. */
  checkStock(
    request: StockLine & { readonly organizationId: string; readonly localId: LocalId },
  ): Promise<StockAnswer<object>>;
  reserve(request: {
    readonly organizationId: string;
    readonly idempotencyKey: string;
    /** The order: one reservation each. */
    readonly referenceId: string;
    readonly lines: readonly StockLine[];
    readonly expiresAt: Instant;
  }): Promise<StockAnswer<{ readonly reservationId: string }>>;
  confirm(request: {
    readonly organizationId: string;
    readonly idempotencyKey: string;
    readonly reservationId: string;
  }): Promise<void>;
  /** Releasing what was never reserved, or is released already, is fine. */
  release(request: {
    readonly organizationId: string;
    readonly idempotencyKey: string;
    readonly reservationId: string;
  }): Promise<void>;
  /**
   * Takes stock out, from the reservation if there is one. Never refused: goods that left are gone.
   * @returns the variants of which less was on hand than was taken, one entry each, with what was on hand before
   */
  deduct(request: {
    readonly organizationId: string;
    readonly idempotencyKey: string;
    readonly reservationId: string | null;
    readonly referenceId: string;
    readonly reason: string;
    readonly localId?: LocalId;
    readonly lines: readonly StockLine[];
  }): Promise<readonly Shortfall[]>;
  add(request: {
    readonly organizationId: string;
    readonly idempotencyKey: string;
    readonly referenceId: string;
    readonly reason: string;
    readonly localId?: LocalId;
    readonly lines: readonly StockLine[];
  }): Promise<void>;
}
