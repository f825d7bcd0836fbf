import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

type ShiftEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly shiftId: string; readonly at: Instant } & Data
>;

/** The float is what is in the drawer to begin with. */
export type ShiftOpened = ShiftEventOf<
  'ShiftOpened',
  {
    readonly tillId: string;
    readonly localId: string | null;
    readonly cashierId: string;
    readonly currency: Currency;
    readonly float: Minor;
  }
>;

/** `late`: a till that was cut off told of it after the shift was closed. */
export type CashMoved = ShiftEventOf<
  'CashMoved',
  {
    readonly movementId: string;
    readonly direction: 'in' | 'out';
    readonly amount: Minor;
    readonly reason: string;
    readonly movedBy: string;
    readonly late: boolean;
  }
>;

/** What a sale, a void or a refund brought into the drawer and to the other tenders. Amounts below zero went out. */
export interface ShiftEntry {
  /** The sale, or what took it back: each counts once. */
  readonly entryId: string;
  readonly kind: 'sale' | 'void' | 'refund';
  readonly transactionId: string;
  readonly total: Minor;
  readonly tax: Minor;
  readonly discount: Minor;
  readonly cashRounding: Minor;
  /** Tender to amount; cash is what stayed in the drawer. */
  readonly tenders: readonly { readonly method: string; readonly amount: Minor }[];
}

/** `late`: it came after the shift was closed, and is reported apart; the Z report does not change. */
export type ShiftEntryRecorded = ShiftEventOf<'ShiftEntryRecorded', ShiftEntry & { readonly late: boolean }>;

/** Everything that a Z report says, frozen. Amounts are signed: those of voids and refunds are below zero. */
export interface ShiftTotals {
  readonly sales: { readonly count: number; readonly total: Minor };
  readonly voids: { readonly count: number; readonly total: Minor };
  readonly refunds: { readonly count: number; readonly total: Minor };
  readonly tax: Minor;
  readonly discount: Minor;
  readonly cashRounding: Minor;
  readonly tenders: readonly { readonly method: string; readonly amount: Minor; readonly count: number }[];
  readonly cashIn: Minor;
  readonly cashOut: Minor;
  readonly float: Minor;
  /** `float` + what sales, voids and refunds brought in cash + `cashIn` - `cashOut` */
  readonly expectedCash: Minor;
}

/**
 * A till that was cut off had closed the shift, and says so before everything that it had counted has arrived: `awaits` are the
 * entries and movements that are still to come.
 */
export type ShiftCloseAnnounced = ShiftEventOf<
  'ShiftCloseAnnounced',
  { readonly closedBy: string; readonly countedCash: Minor; readonly awaits: readonly string[] }
>;

/** The drawer was counted. `overShort` is counted less expected: below zero something is missing. */
export type ShiftClosed = ShiftEventOf<
  'ShiftClosed',
  {
    readonly closedBy: string;
    readonly countedCash: Minor;
    readonly overShort: Minor;
    readonly totals: ShiftTotals;
  }
>;

/** The Z report's number: 1, 2, 3, … for each till, none left out. */
export type ZReportNumbered = ShiftEventOf<'ZReportNumbered', { readonly tillId: string; readonly zNumber: number }>;

export type TillShiftEvent =
  ShiftOpened | CashMoved | ShiftEntryRecorded | ShiftCloseAnnounced | ShiftClosed | ZReportNumbered;

export const tillShiftEvents: EventSchema<TillShiftEvent> = {
  ShiftOpened: [],
  CashMoved: [],
  ShiftEntryRecorded: [],
  ShiftCloseAnnounced: [],
  ShiftClosed: [],
  ZReportNumbered: [],
};
