import { bySpan, type ShiftOverlap, type ShiftSpan, type TillState } from './state.ts';

/**
 * Where a shift had the till together with others, as far as that is certain: the earlier one's end must be known. So the same
 * shifts give the same overlaps in whatever order they are told.
 */
export const overlapsWith = ({ spans }: TillState, span: ShiftSpan): readonly ShiftOverlap[] =>
  spans.flatMap((other) => {
    const [earlier, later] = bySpan(span, other) < 0 ? [span, other] : [other, span];
    return overlap(earlier, later) ? [{ shiftId: later.shiftId, earlierShiftId: earlier.shiftId }] : [];
  });

/** Two that the engine gave never do, whatever the clocks of two servers say. */
const overlap = (earlier: ShiftSpan, later: ShiftSpan): boolean =>
  earlier.shiftId !== later.shiftId &&
  earlier.endedAt !== null &&
  later.beganAt < earlier.endedAt &&
  (earlier.origin === 'offline' || later.origin === 'offline');
