import type { Instant } from './message.ts';

const minuteMs = 60_000;

/** The instant `minutes` later (earlier if negative). */
export const addMinutes = (instant: Instant, minutes: number): Instant =>
  new Date(Date.parse(instant) + minutes * minuteMs).toISOString();

export const addHours = (instant: Instant, hours: number): Instant => addMinutes(instant, hours * 60);

export const addDays = (instant: Instant, days: number): Instant => addHours(instant, days * 24);
