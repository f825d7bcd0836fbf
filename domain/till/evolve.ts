import type { TillEvent } from './events.ts';
import { bySpan, spanOf, type ShiftSpan, type TillState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: TillState, event: TillEvent): TillState => {
  switch (event.type) {
    case 'TillShiftBegun': {
      const { shiftId, origin, at: beganAt } = event.data;
      return withSpan(state, { shiftId, origin, beganAt, endedAt: null });
    }
    case 'TillShiftEnded': {
      const { shiftId, beganAt, at: endedAt } = event.data;
      // the opening of one that the engine gave is always known by then
      const begun = spanOf(state, shiftId) ?? { shiftId, origin: 'offline', beganAt };
      return withSpan(state, { ...begun, endedAt });
    }
    case 'TillShiftsOverlapped':
      // follows from the spans: kept for people
      return state;
  }
};

const withSpan = ({ spans }: TillState, span: ShiftSpan): TillState => ({
  exists: true,
  spans: [...spans.filter(({ shiftId }) => shiftId !== span.shiftId), span].sort(bySpan),
});
