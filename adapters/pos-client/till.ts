import { toWire, sum } from '../../domain/shared/money.ts';
import { BackgroundSync } from './background-sync.ts';
import { Ledger, type Drawer } from './ledger.ts';
import { Outbox, type Rejected } from './outbox.ts';
import { ProductCache } from './product-cache.ts';
import type { TillConflict } from './records.ts';
import { recordOfTally } from './sale-record.ts';
import { surroundings, type Surroundings } from './surroundings.ts';
import { minorsOf, tallyOf } from './tally.ts';
import { TillError } from './till-error.ts';
import type { NewSale, Sold, TillOptions } from './till-options.ts';
import { TillSync, type SyncReport } from './till-sync.ts';

/**
 * A till that sells with or without the line. Everything is written down here first, under ids and times of its own, and sent
 * to the engine when it can be: as often as it takes, in whatever order.
 */
export class Till {
  readonly products: ProductCache;
  readonly #options: TillOptions;
  readonly #around: Surroundings;
  readonly #ledger: Ledger;
  readonly #outbox: Outbox;
  readonly #sync: TillSync | undefined;
  readonly #background: BackgroundSync;

  constructor(options: TillOptions) {
    const { tillId, storage, line, listeners = {} } = options;
    this.#options = options;
    this.#around = { ...surroundings, ...options.surroundings };
    this.#ledger = new Ledger(storage);
    this.#outbox = new Outbox(storage);
    this.products = new ProductCache(storage, line);
    this.#sync = line && new TillSync(tillId, this.#outbox, line, this.#around, listeners);
    this.#background = new BackgroundSync(
      this.#around,
      (signal) => this.sync(signal),
      (error) => listeners.onError?.(error),
    );
  }

  /** The drawer that is open at this till, if one is. */
  drawer(): Promise<Drawer | undefined> {
    return this.#ledger.drawer();
  }

  /** @throws TillError `shift_is_open`, `invalid_amount` */
  async openShift({ cashierId, float }: { readonly cashierId: string; readonly float: number }): Promise<string> {
    const { currency, localId } = this.#options;
    minorsOf(float, currency);
    const { id, at } = this.#stamp();
    await this.#ledger.open({
      kind: 'shift_opened',
      id,
      at,
      cashier_id: cashierId,
      local_id: localId,
      currency,
      float,
    });
    this.#background.wake();
    return id;
  }

  /**
   * Sells, at the prices that the items carry.
   * @throws TillError `no_open_shift`, `empty_sale`, `payment_due`, `amount_exceeds_due`, …
   */
  async sell(sale: NewSale): Promise<Sold> {
    const { localId } = this.#options;
    const { id, at } = this.#stamp();
    const tally = tallyOf(this.#options, id, sale.items, sale.payments);
    const worked = recordOfTally(tally);
    await this.#ledger.sell(({ shift_id, cashier_id }) => ({
      kind: 'sale',
      id,
      at,
      cashier_id: sale.cashierId ?? cashier_id,
      shift_id,
      local_id: localId,
      customer_id: sale.customerId ?? null,
      ...worked,
    }));
    this.#background.wake();
    const change = sum(tally.tenders.map((tender) => tender.change));
    return {
      transactionId: id,
      totals: worked.totals,
      cashRounding: worked.cash_rounding,
      change: this.#money(change),
    };
  }

  /** Takes a sale back, of this till or another: its money comes out of the drawer that is open here. @throws TillError `no_open_shift` */
  async void(
    transactionId: string,
    { reason, approvedBy }: { readonly reason: string; readonly approvedBy?: string },
  ): Promise<void> {
    const { localId } = this.#options;
    const { at } = this.#stamp();
    await this.#ledger.void(transactionId, ({ shift_id, cashier_id }) => ({
      kind: 'void',
      id: transactionId,
      at,
      cashier_id,
      shift_id,
      local_id: localId,
      reason,
      approved_by: approvedBy ?? null,
    }));
    this.#background.wake();
  }

  /** @returns the movement's id. @throws TillError `no_open_shift`, `invalid_amount` */
  async moveCash(movement: {
    readonly direction: 'in' | 'out';
    readonly amount: number;
    readonly reason: string;
  }): Promise<string> {
    const { currency } = this.#options;
    if (minorsOf(movement.amount, currency) === 0) throw new TillError('invalid_amount', 'move more than nothing');
    const { id, at } = this.#stamp();
    await this.#ledger.move(({ shift_id, cashier_id }) => ({
      kind: 'cash_movement',
      id,
      at,
      cashier_id,
      shift_id,
      currency,
      ...movement,
    }));
    this.#background.wake();
    return id;
  }

  /** Counts the drawer and closes it. The Z report is the engine's, once it has heard of all that was in it. @throws TillError */
  async closeShift({ countedCash }: { readonly countedCash: number }): Promise<void> {
    const { currency } = this.#options;
    minorsOf(countedCash, currency);
    const { at } = this.#stamp();
    await this.#ledger.close(({ shift_id, cashier_id }, counted) => ({
      kind: 'shift_closed',
      id: shift_id,
      at,
      cashier_id,
      counted_cash: countedCash,
      currency,
      counted,
    }));
    this.#background.wake();
  }

  /**
   * Sends the engine everything that waits to be sent. May be called at any time, in several tabs at once.
   * @throws LineError: nothing is lost; TillError `not_connected`
   */
  async sync(signal: AbortSignal = new AbortController().signal): Promise<SyncReport> {
    if (this.#sync === undefined) throw new TillError('not_connected', 'this till has no line to the engine');
    return this.#sync.run(signal);
  }

  /** Syncs by itself from now on. */
  start(): void {
    this.#background.start();
  }

  /** Lets a sync that is under way end, and begins none. */
  stop(): Promise<void> {
    return this.#background.stop();
  }

  /** Counts the records that wait to be sent. */
  async pending(): Promise<number> {
    return (await this.#outbox.pending()).length;
  }

  /** What people should look at: where the engine would have done otherwise. Kept until it is forgotten. */
  conflicts(): Promise<readonly TillConflict[]> {
    return this.#outbox.conflicts();
  }

  forgetConflict(conflictId: string): Promise<void> {
    return this.#outbox.forgetConflict(conflictId);
  }

  /** What the engine cannot keep: a person has to. Kept until it is forgotten. */
  rejected(): Promise<readonly Rejected[]> {
    return this.#outbox.rejected();
  }

  forgetRejected(rejected: Rejected): Promise<void> {
    return this.#outbox.forgetRejected(rejected);
  }

  #stamp(): { readonly id: string; readonly at: string } {
    return { id: this.#around.newId(), at: this.#around.now().toISOString() };
  }

  #money(minor: number): number {
    return toWire(minor, this.#options.currency);
  }
}
