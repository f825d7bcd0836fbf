import type { Instant } from '../../../domain/shared/message.ts';

const hour = 3_600_000;

/** Peru is five hours behind UTC all year. */
const behindUtc = 5 * hour;

/** An instant as Peru's calendar and clocks show it. */
export const limaTime = (instant: Instant): { readonly date: string; readonly time: string } => {
  const shifted = new Date(Date.parse(instant) - behindUtc).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 19) };
};

/** The calendar date that many days later. */
export const daysAfter = (instant: Instant, days: number): string =>
  limaTime(new Date(Date.parse(instant) + days * 24 * hour).toISOString()).date;
