import type { TillShiftCommand } from '../../../domain/shift/commands.ts';
import type { TillShiftEvent } from '../../../domain/shift/events.ts';
import { after, close, enter, entryOf, move, number, open } from '../../domain/shift/shifts.ts';

/** A shift with something of everything, and of everything some after its close. */
export const wholeDay: readonly TillShiftCommand[] = [
  open,
  enter(entryOf('e-1', 'sale', 9995, 'cash', -5)),
  enter(entryOf('e-2', 'sale', 80_000, 'card_local')),
  move('m-1', 'out', 30_000),
  { ...close(29_900), denominations: [{ denomination: 100, count: 299 }] },
  number(3),
  enter(entryOf('e-3', 'refund', -5000)),
  move('m-2', 'in', 100, true),
];

/** Of `shift-1`. */
export const shiftEvents = (): readonly TillShiftEvent[] => after(...wholeDay);
