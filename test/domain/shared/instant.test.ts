import assert from 'node:assert/strict';
import { addDays, addHours, addMinutes } from '../../../domain/shared/instant.ts';

describe('instant', () => {
  it('moves by minutes, hours and days, over the ends of months and years', () => {
    assert.equal(addMinutes('2026-12-31T23:50:00.000Z', 15), '2027-01-01T00:05:00.000Z');
    assert.equal(addHours('2026-02-28T12:00:00.250Z', 24), '2026-03-01T12:00:00.250Z');
    assert.equal(addDays('2028-02-28T12:00:00.000Z', 30), '2028-03-29T12:00:00.000Z');
  });

  it('moves back by a negative number', () => {
    assert.equal(addMinutes('2026-01-01T00:00:00.000Z', -1), '2025-12-31T23:59:00.000Z');
  });
});
