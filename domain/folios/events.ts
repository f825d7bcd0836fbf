import type { EventSchema } from '../shared/event-schema.ts';
import type { DomainEvent, Instant } from '../shared/message.ts';

// These names and shapes are the storage format: version with care (event-schema.ts), never rename.

// One stream a range (`folios-<organisation>/<book>.<series>.<range>`), so that a series may grow for ever and each stream
// stays short. Ranges of a series count from 1; each is used up before the next.

type FolioEventOf<Type extends string, Data> = DomainEvent<
  Type,
  { readonly series: string; readonly range: number; readonly at: Instant } & Data
>;

/** Opens folios `from` to `to`, both inclusive, for use. */
export type FolioRangeOpened = FolioEventOf<
  'FolioRangeOpened',
  {
    readonly from: number;
    readonly to: number;
    /** Ends their use: none is taken from this moment on (SII: six months after a CAF for invoices was given). */
    readonly expiresAt: Instant | null;
  }
>;

/** Gives the next folio of the range to this document, for ever. */
export type FolioAllocated = FolioEventOf<'FolioAllocated', { readonly documentId: string; readonly folio: number }>;

export type FolioRangeEvent = FolioRangeOpened | FolioAllocated;

export const folioRangeEvents: EventSchema<FolioRangeEvent> = { FolioRangeOpened: [], FolioAllocated: [] };
