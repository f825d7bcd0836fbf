import { bySpan, spanOf, type ShiftSpan, type TillState } from './state.ts';

/**
 * The shifts that had the till together with this one, as far as that is certain: of two the earlier one's end must be known. So
 * the same shifts give the same overlaps in whatever order they are told.
 */
export const overlapping = (till: TillState, shiftId: string): readonly ShiftSpan[] => {
  const span = spanOf(till, shiftId);
  return span === undefined ? [] : till.spans.filter((other) => other !== span && overlap(...inOrder(span, other)));
};

/** The one that began first, and the other. */
export const inOrder = (one: ShiftSpan, other: ShiftSpan): readonly [earlier: ShiftSpan, later: ShiftSpan] =>
  bySpan(one, other) < 0 ? [one, other] : [other, one];

/** Two that the engine gave never do, whatever the clocks of two servers say. */
const overlap = (earlier: ShiftSpan, later: ShiftSpan): boolean =>
  earlier.endedAt !== null &&
  later.beganAt < earlier.endedAt &&
  (earlier.origin === 'offline' || later.origin === 'offline');
