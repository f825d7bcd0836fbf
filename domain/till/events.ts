import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

type TillEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly tillId: string; readonly at: Instant } & Data
>;

/** Gives the till to this shift until it ends. `online`: the engine gave it, and the shift opens with these facts. */
export type TillShiftBegun = TillEventOf<
  'TillShiftBegun',
  {
    readonly shiftId: string;
    readonly localId: string | null;
    readonly cashierId: string;
    readonly currency: Currency;
    readonly float: Minor;
    /** Is `offline` when a till that was cut off opened it alone and recorded it afterwards. */
    readonly origin: 'online' | 'offline';
  }
>;

/** Ends a shift: its drawer was counted. Of a shift whose opening is not known yet it says also when it had begun. */
export type TillShiftEnded = TillEventOf<'TillShiftEnded', { readonly shiftId: string; readonly beganAt: Instant }>;

/** Says that a till which was cut off opened `shiftId` while `earlierShiftId` was open. Both stand; people may look at them. */
export type TillShiftsOverlapped = TillEventOf<
  'TillShiftsOverlapped',
  { readonly shiftId: string; readonly earlierShiftId: string }
>;

export type TillEvent = TillShiftBegun | TillShiftEnded | TillShiftsOverlapped;

export const tillEvents: EventSchema<TillEvent> = { TillShiftBegun: [], TillShiftEnded: [], TillShiftsOverlapped: [] };
