import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency, Minor } from '../shared/money.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

type TillEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly tillId: string; readonly at: Instant } & Data
>;

/** The till is this shift's until it ends. `online`: the engine gave it, and the shift opens with these facts. */
export type TillShiftBegun = TillEventOf<
  'TillShiftBegun',
  {
    readonly shiftId: string;
    readonly localId: string | null;
    readonly cashierId: string;
    readonly currency: Currency;
    readonly float: Minor;
    /** `offline`: told afterwards by a till that was cut off and opened it alone. */
    readonly origin: 'online' | 'offline';
  }
>;

/** The shift's drawer was counted. Of a shift whose opening is not known yet it says also when it had begun. */
export type TillShiftEnded = TillEventOf<'TillShiftEnded', { readonly shiftId: string; readonly beganAt: Instant }>;

/** A till that was cut off opened `shiftId` while `earlierShiftId` was open. Both stand; people may look at them. */
export type TillShiftsOverlapped = TillEventOf<
  'TillShiftsOverlapped',
  { readonly shiftId: string; readonly earlierShiftId: string }
>;

export type TillEvent = TillShiftBegun | TillShiftEnded | TillShiftsOverlapped;

export const tillEvents: EventSchema<TillEvent> = { TillShiftBegun: [], TillShiftEnded: [], TillShiftsOverlapped: [] };
