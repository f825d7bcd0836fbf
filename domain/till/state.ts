import type { Instant } from '../shared/message.ts';
import type { TillShiftBegun } from './events.ts';

/** Says from when to when a shift had the till, by the till's own clock. */
export interface ShiftSpan {
  readonly shiftId: string;
  readonly origin: TillShiftBegun['data']['origin'];
  readonly beganAt: Instant;
  /** Is null while it is open. */
  readonly endedAt: Instant | null;
}

/** Is the same for the same events, whatever order they came in. */
export interface TillState {
  readonly exists: boolean;
  /** Is sorted by when they began. */
  readonly spans: readonly ShiftSpan[];
}

export const noTill: TillState = { exists: false, spans: [] };

/** Gives the shift that has the till; undefined if it is free. */
export const openShiftOf = ({ spans }: TillState): ShiftSpan | undefined =>
  spans.find(({ endedAt }) => endedAt === null);

export const spanOf = ({ spans }: TillState, shiftId: string): ShiftSpan | undefined =>
  spans.find((span) => span.shiftId === shiftId);

/** Sorts by beginning; the id decides between those of one moment. */
export const bySpan = (a: ShiftSpan, b: ShiftSpan): number =>
  compare(a.beganAt, b.beganAt) || compare(a.shiftId, b.shiftId);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/**
 * Gives the shifts that had the till together with this one, as far as that is certain: of two the earlier one's end must be known. So
 * the same shifts give the same overlaps in whatever order they arrive.
 */
export const overlapping = (till: TillState, shiftId: string): readonly ShiftSpan[] => {
  const span = spanOf(till, shiftId);
  return span === undefined ? [] : till.spans.filter((other) => other !== span && overlap(...inOrder(span, other)));
};

/** Gives the one that began first, and the other. */
export const inOrder = (one: ShiftSpan, other: ShiftSpan): readonly [earlier: ShiftSpan, later: ShiftSpan] =>
  bySpan(one, other) < 0 ? [one, other] : [other, one];

/** Says whether two overlap: those that the engine gave never do, whatever the clocks of two servers say. */
const overlap = (earlier: ShiftSpan, later: ShiftSpan): boolean =>
  earlier.endedAt !== null &&
  later.beganAt < earlier.endedAt &&
  (earlier.origin === 'offline' || later.origin === 'offline');
