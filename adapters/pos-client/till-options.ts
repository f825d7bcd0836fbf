import type { EngineLine } from './engine-line.ts';
import type { TillListeners } from './listeners.ts';
import type { SaleTotals } from './records.ts';
import type { TillStorage } from './storage.ts';
import type { Surroundings } from './surroundings.ts';
import type { ItemToSell, PaymentToTake, TallyTerms } from './tally.ts';

export interface TillOptions extends TallyTerms {
  readonly tillId: string;
  /** The store, as the Inventory service knows it. */
  readonly localId: string | null;
  /** One for each till; tabs of one till share it. */
  readonly storage: TillStorage;
  /** The way to the engine. Without one the till sells, and synchronises nothing. */
  readonly line?: EngineLine;
  readonly listeners?: TillListeners & { readonly onError?: (error: unknown) => void };
  readonly surroundings?: Partial<Surroundings>;
}

/** What a shopper is shown. */
export interface Sold {
  readonly transactionId: string;
  readonly totals: SaleTotals;
  /** What rounding to coins added to the total. */
  readonly cashRounding: number;
  readonly change: number;
}

export interface NewSale {
  readonly items: readonly ItemToSell[];
  readonly payments: readonly PaymentToTake[];
  readonly customerId?: string;
  /** By default who opened the shift. */
  readonly cashierId?: string;
}
