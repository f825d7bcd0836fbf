import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';
import type { ShiftEntry, ShiftTotals } from '../shared/shift-sums.ts';

export type { ShiftEntry, ShiftTotals } from '../shared/shift-sums.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

type ShiftEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly shiftId: string; readonly at: Instant } & Data
>;

/** Opens a shift; the float is what is in the drawer to begin with. */
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

/** Moves cash. `late`: a till that was cut off recorded it after the shift was closed. */
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

/** Enters a sale, a void or a refund. `late`: it came after the shift was closed, and is reported apart; the Z report does not change. */
export type ShiftEntryRecorded = ShiftEventOf<'ShiftEntryRecorded', ShiftEntry & { readonly late: boolean }>;

/** Counts coins and notes as they were counted: how many of each. */
export interface CountedDenomination {
  readonly denomination: Minor;
  readonly count: number;
}

/** Says what a person found in the drawer. */
export interface CashCount {
  readonly countedCash: Minor;
  /** Says what `countedCash` is made of, if it was counted so. */
  readonly denominations?: readonly CountedDenomination[];
}

/**
 * Announces that a till which was cut off had closed the shift, before everything that it had counted has arrived: `awaits` are the
 * entries and movements that are still to come.
 */
export type ShiftCloseAnnounced = ShiftEventOf<
  'ShiftCloseAnnounced',
  CashCount & { readonly closedBy: string; readonly awaits: readonly string[] }
>;

/** Counts the drawer. `overShort` is counted less expected: below zero something is missing. */
export type ShiftClosed = ShiftEventOf<
  'ShiftClosed',
  CashCount & {
    readonly tillId: string;
    readonly openedAt: Instant;
    readonly closedBy: string;
    readonly overShort: Minor;
    readonly totals: ShiftTotals;
  }
>;

/** Numbers the Z report: 1, 2, 3, … for each till, none left out. */
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

/** Names the entry of a sale in its shift. */
export const saleEntryId = (transactionId: string): string => `${transactionId}.sale`;

/** Names the entry of goods that came back, in the shift that paid for them. `returnKey`: see pos/ids.ts. */
export const returnEntryId = (returnKey: string): string => `${returnKey}.return`;

/** Names the entry of a void in the shift that gave the money back. */
export const voidEntryId = (transactionId: string): string => `${transactionId}.void`;
