import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';
import type { Currency } from '../shared/money.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

type AllowanceEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly allowanceId: string; readonly holdId: string; readonly at: Instant } & Data
>;

/** Takes part of what may be used: it is not to be had by another hold. It comes back by itself at `until` unless it was confirmed. */
export type AllowanceHeld = AllowanceEventOf<
  'AllowanceHeld',
  {
    /** Says for whom; null: no one in particular. */
    readonly holder: string | null;
    /** Counts uses of a promotion, or minor units of credit. */
    readonly amount: number;
    readonly until: Instant;
  }
>;

/** Confirms: what it was held for has happened, and it stays taken until it is released. Holds all itself: its hold may have run out. */
export type AllowanceConfirmed = AllowanceEventOf<
  'AllowanceConfirmed',
  { readonly holder: string | null; readonly amount: number }
>;

/** Gives back: `amount` of it may be used again. `releaseId`: what gave it back, each counts once. */
export type AllowanceReleased = AllowanceEventOf<
  'AllowanceReleased',
  { readonly releaseId: string; readonly amount: number }
>;

export type AllowanceEvent = AllowanceHeld | AllowanceConfirmed | AllowanceReleased;

export const allowanceEvents: EventSchema<AllowanceEvent> = {
  AllowanceHeld: [],
  AllowanceConfirmed: [],
  AllowanceReleased: [],
};

/** Names the uses of a promotion whose number is limited. Part of the storage format. */
export const promotionAllowanceId = (promotionId: string): string => `promotion.${promotionId}`;

/** Names what a customer may owe in a currency. Part of the storage format. */
export const creditAllowanceId = (customerId: string, currency: Currency): string => `credit.${currency}.${customerId}`;
