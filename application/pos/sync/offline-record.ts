import type { PosConflict, PosLine, PosTender } from '../../../domain/pos/events.ts';
import type { Rejection } from '../../../domain/shared/decider.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import type { Currency, Minor } from '../../../domain/shared/money.ts';
import type { TaxMode } from '../../../domain/shared/policy.ts';
import type { Totals } from '../../../domain/shared/pricing/price-quote.ts';
import type { TaxReceiver } from '../../../domain/shared/tax-receiver.ts';

/**
 * What a till tells of that it did alone. `id` is the till's own name of the shift, transaction or movement, `at` its own time.
 * Kind and id name a record: a shift is opened once and closed once, a sale made once and voided once.
 */
export type OfflineRecord = OfflineOpening | OfflineSale | OfflineVoid | OfflineCashMovement | OfflineClose;

interface RecordOf<Kind extends string> {
  readonly kind: Kind;
  readonly id: string;
  readonly at: Instant;
  readonly cashierId: string;
}

export interface OfflineOpening extends RecordOf<'shift_opened'> {
  readonly localId: string | null;
  readonly currency: Currency;
  readonly float: Minor;
}

/** What was sold, with the prices that were paid, and what the till says that it comes to. */
export interface OfflineSale extends RecordOf<'sale'> {
  readonly shiftId: string;
  readonly localId: string | null;
  readonly customerId: string | null;
  readonly currency: Currency;
  readonly taxMode: TaxMode;
  readonly lines: readonly PosLine[];
  readonly totals: Pick<Totals, 'subtotal' | 'discount' | 'tax' | 'total'>;
  readonly tenders: readonly PosTender[];
  readonly cashRounding: Minor;
  readonly taxReceiver?: TaxReceiver;
}

/** `id` is the sale's; the rest is about the till that took it back. */
export interface OfflineVoid extends RecordOf<'void'> {
  readonly shiftId: string;
  readonly localId: string | null;
  readonly reason: string;
  readonly approvedBy: string | null;
}

export interface OfflineCashMovement extends RecordOf<'cash_movement'> {
  readonly shiftId: string;
  readonly direction: 'in' | 'out';
  readonly amount: Minor;
  readonly reason: string;
}

/** `id` is the shift's. `counted` names all that had moved money of the drawer when it was counted. */
export interface OfflineClose extends RecordOf<'shift_closed'> {
  readonly currency: Currency;
  readonly countedCash: Minor;
  readonly counted: {
    readonly sales: readonly string[];
    readonly voids: readonly string[];
    readonly movements: readonly string[];
  };
}

/**
 * What became of a record. `recorded` and `known`: it is kept for good, now or from before, and the till need not send it again.
 * `postponed`: too much happened at once, send it again. `rejected`: it cannot be kept at all, and the till should show it to
 * its cashier.
 */
export type RecordResult =
  | { readonly status: 'recorded' | 'known'; readonly conflicts: readonly KnownConflict[] }
  | { readonly status: 'postponed' }
  | { readonly status: 'rejected'; readonly rejection: Rejection };

/** The shift had its till while another one, `shiftId`, had it too. */
export interface ShiftConflict {
  readonly kind: 'shifts_overlap';
  readonly shiftId: string;
}

/** Something that is not as the engine would have had it, as far as that is known by now. */
export interface KnownConflict {
  readonly conflictId: string;
  readonly conflict: PosConflict | ShiftConflict;
  /** Of its amounts. */
  readonly currency: Currency;
}
