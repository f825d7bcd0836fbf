import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { pageOf } from '../../../../projections/paging/queries.ts';
import type { TillShiftQueries } from '../../../../projections/till-shifts/queries.ts';
import { tillShifts } from '../../../../projections/till-shifts/table.ts';
import type { ShiftDocument } from '../../../../projections/till-shifts/view.ts';

/** The shifts as their read model would have them if it never lagged. */
export const inMemoryTillShifts = (
  streamsOf: (category: 'shift', organizationId: string) => readonly (readonly RecordedEvent[])[],
): TillShiftQueries => {
  const shiftsOf = (organizationId: string): readonly ShiftDocument[] =>
    streamsOf('shift', organizationId)
      .map((events) => tillShifts.after(undefined, events))
      .filter((shift): shift is ShiftDocument => shift?.opened === true)
      .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));
  return {
    getShift: (organizationId, shiftId) =>
      Promise.resolve(shiftsOf(organizationId).find((shift) => shift.shiftId === shiftId)),
    listShifts: (organizationId, { tillId, status, from, to }, { limit, after }) => {
      const found = shiftsOf(organizationId).filter(
        (shift) =>
          (tillId === undefined || shift.tillId === tillId) &&
          (status === undefined || (shift.close === null ? 'open' : 'closed') === status) &&
          (from === undefined || shift.openedAt >= from) &&
          (to === undefined || shift.openedAt < to) &&
          (after === undefined || shift.openedAt < after.at),
      );
      return Promise.resolve(pageOf(found.slice(0, limit + 1), limit, ({ openedAt: at, shiftId: id }) => ({ at, id })));
    },
  };
};
