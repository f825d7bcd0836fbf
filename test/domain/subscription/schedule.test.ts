import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SubscriptionInterval } from '../../../domain/subscription/events.ts';
import { dateAfter, dateAt, datesUntil, isInterval } from '../../../domain/subscription/schedule.ts';
import { noon } from './subscriptions.ts';

const every = (count: number, unit: SubscriptionInterval['unit'], from = '2027-01-31') => ({
  firstOrderAt: noon(from),
  interval: { unit, count },
});

const dates = (schedule: ReturnType<typeof every>, count: number): readonly string[] =>
  Array.from({ length: count }, (_, number) => dateAt(schedule, number));

const schedule = fc.record({
  firstOrderAt: fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  interval: fc.record({
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    count: fc.integer({ min: 1, max: 365 }),
  }),
});

describe('the dates of a subscription', () => {
  it('are days or weeks apart, over the ends of months and years', () => {
    assert.deepEqual(dates(every(1, 'day', '2027-12-30'), 3), ['2027-12-30', '2027-12-31', '2028-01-01'].map(noon));
    assert.deepEqual(dates(every(10, 'day', '2028-02-20'), 2), ['2028-02-20', '2028-03-01'].map(noon));
    assert.deepEqual(dates(every(2, 'week', '2027-12-24'), 3), ['2027-12-24', '2028-01-07', '2028-01-21'].map(noon));
  });

  it('keep the day of the month, or take the month’s last one', () => {
    assert.deepEqual(
      dates(every(1, 'month'), 5),
      ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31'].map(noon),
    );
    assert.deepEqual(dates(every(1, 'month', '2027-12-31'), 3), ['2027-12-31', '2028-01-31', '2028-02-29'].map(noon));
    assert.deepEqual(dates(every(12, 'month', '2028-02-29'), 3), ['2028-02-29', '2029-02-28', '2030-02-28'].map(noon));
    assert.deepEqual(dates(every(3, 'month', '2027-11-30'), 2), ['2027-11-30', '2028-02-29'].map(noon));
  });

  it('are counted until a moment, it included', () => {
    const monthly = every(1, 'month');
    const counts = [
      ['2027-01-31T11:59:59.999Z', 0],
      ['2027-01-31T12:00:00.000Z', 1],
      ['2027-02-28T11:59:59.999Z', 1],
      ['2027-02-28T12:00:00.000Z', 2],
      ['2027-03-01T00:00:00.000Z', 2],
      ['2028-01-31T12:00:00.000Z', 13],
    ] as const;
    for (const [moment, count] of counts) assert.equal(datesUntil(monthly, moment), count, moment);
    assert.equal(datesUntil(every(2, 'week'), '2027-02-14T11:59:59.999Z'), 1);
    assert.equal(datesUntil(every(2, 'week'), '2027-02-14T12:00:00.000Z'), 2);
    assert.equal(dateAfter(monthly, '2026-01-01T00:00:00.000Z'), monthly.firstOrderAt);
    assert.equal(dateAfter(monthly, noon('2027-02-28')), noon('2027-03-31'));
  });

  it('rise, and are found again from any moment', () => {
    fc.assert(
      fc.property(schedule, fc.nat(40), fc.nat(40_000_000_000), (of, number, later) => {
        const date = dateAt(of, number);
        const next = dateAt(of, number + 1);
        assert.ok(date < next);
        assert.equal(datesUntil(of, date), number + 1);
        const moment = new Date(Math.min(Date.parse(date) + later, Date.parse(next) - 1)).toISOString();
        assert.equal(datesUntil(of, moment), number + 1);
        assert.equal(dateAfter(of, moment), next);
      }),
    );
  });

  it('can be 1 to 365 whole units apart', () => {
    const counts = [0, 1, 1.5, 365, 366, -1, Number.NaN];
    assert.deepEqual(
      counts.filter((count) => isInterval({ unit: 'day', count })),
      [1, 365],
    );
  });
});
