import type { Instant } from '../../domain/shared/message.ts';

/** Makes a function that says the time on the clocks of a zone (IANA's name), without the zone: `2026-11-23T12:00:00`. */
export const clockOf = (timeZone: string): ((instant: Instant) => string) => {
  // `sv-SE` writes dates and times as ISO 8601 does.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant) => format.format(new Date(instant)).replace(' ', 'T');
};
