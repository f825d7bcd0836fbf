import { totalsOf } from '../shared/shift-sums.ts';
import type { ShiftTotals } from './events.ts';
import type { TillShiftState } from './state.ts';

/** What an X report says, at any moment: the figures so far, which a Z report freezes. Before the opening the float is 0. */
export const xReport = (state: TillShiftState): ShiftTotals => totalsOf(state.inTime, state.exists ? state.float : 0);
