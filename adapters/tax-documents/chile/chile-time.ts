import type { Instant } from '../../../domain/shared/message.ts';

// `sv-SE` writes dates and times as ISO 8601 does.
const format = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'America/Santiago',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** The time on clocks in continental Chile, without a zone, as the SII wants it: `2026-11-23T12:00:00`. */
export const chileTime = (instant: Instant): string => format.format(new Date(instant)).replace(' ', 'T');

/** The day in Chile: `2026-11-23`. */
export const chileDate = (instant: Instant): string => chileTime(instant).slice(0, 'yyyy-mm-dd'.length);
