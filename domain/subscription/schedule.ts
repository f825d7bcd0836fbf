import { addDays } from '../shared/instant.ts';
import type { Instant } from '../shared/message.ts';
import type { SubscriptionInterval } from './events.ts';

/** Gives the largest count of an interval. */
export const maximumCount = 365;

/** Lists dates numbered from 0: the first order's, and on from there for ever. All at the first one's time of day, UTC. */
export interface Schedule {
  readonly firstOrderAt: Instant;
  readonly interval: SubscriptionInterval;
}

/** Says whether an interval can be counted in. */
export const isInterval = ({ count }: SubscriptionInterval): boolean =>
  Number.isInteger(count) && count >= 1 && count <= maximumCount;

/** Gives the date of that number. Months keep the first date's day, or take their last one: 31 Jan, 28 Feb, 31 Mar. */
export const dateAt = ({ firstOrderAt, interval: { unit, count } }: Schedule, number: number): Instant => {
  switch (unit) {
    case 'day':
      return addDays(firstOrderAt, number * count);
    case 'week':
      return addDays(firstOrderAt, number * count * 7);
    case 'month':
      return addMonths(firstOrderAt, number * count);
  }
};

/** Says how many dates have come by `moment`, it included: also the number of the first date after it. */
export const datesUntil = (schedule: Schedule, moment: Instant): number => {
  if (moment < schedule.firstOrderAt) return 0;
  const last = unitsBetween(schedule, moment);
  return dateAt(schedule, last) <= moment ? last + 1 : last;
};

/** Gives the first date after `moment`. */
export const dateAfter = (schedule: Schedule, moment: Instant): Instant =>
  dateAt(schedule, datesUntil(schedule, moment));

/** Counts whole intervals from the first date's day, or month, to the moment's. Their last date may be later than the moment. */
const unitsBetween = ({ firstOrderAt, interval: { unit, count } }: Schedule, moment: Instant): number => {
  const units = unit === 'month' ? monthOf(moment) - monthOf(firstOrderAt) : daysBetween(firstOrderAt, moment);
  return Math.floor(units / (unit === 'week' ? count * 7 : count));
};

const dayMs = 86_400_000;

const daysBetween = (from: Instant, to: Instant): number => Math.floor((Date.parse(to) - Date.parse(from)) / dayMs);

/** Counts the months since the year 0. */
const monthOf = (instant: Instant): number => {
  const date = new Date(instant);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
};

const addMonths = (instant: Instant, months: number): Instant => {
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  date.setUTCDate(Math.min(day, daysOfMonth(date)));
  return date.toISOString();
};

const daysOfMonth = (date: Date): number =>
  new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
