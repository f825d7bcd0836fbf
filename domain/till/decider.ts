import { accept, reject, type Decider, type Decision } from '../shared/decider.ts';
import { openShift } from '../shift/drawer.ts';
import type { BeginTillShift, RecordTillShiftClosed, RecordTillShiftOpened, TillCommand } from './commands.ts';
import type { TillEvent, TillShiftBegun, TillShiftsOverlapped } from './events.ts';
import { evolve } from './evolve.ts';
import { noTill, openShiftOf, spanOf, type TillState, inOrder, overlapping } from './state.ts';

const decide = (command: TillCommand, state: TillState): Decision<TillEvent> => {
  switch (command.type) {
    case 'BeginTillShift':
      return beginShift(command, state);
    case 'RecordTillShiftOpened':
      return accept(...recordOpened(command, state));
    case 'RecordTillShiftClosed':
      return accept(...recordClosed(command, state));
  }
};

/** Takes the till only for what opens the shift. */
const beginShift = (command: BeginTillShift, state: TillState): Decision<TillEvent> => {
  const { tillId, shiftId } = command;
  if (spanOf(state, shiftId) !== undefined) return accept();
  const opening = openShift({ ...command, type: 'OpenShift' });
  if (!opening.ok) return opening;
  const open = openShiftOf(state);
  if (open === undefined) return accept(begun(command, 'online'));
  return reject('wrong_state', 'till_has_open_shift', 'close the shift that is open at this till first', {
    till_id: tillId,
    shift_id: open.shiftId,
  });
};

const recordOpened = (command: RecordTillShiftOpened, state: TillState): readonly TillEvent[] =>
  spanOf(state, command.shiftId) === undefined ? withOverlaps(state, begun(command, 'offline')) : [];

const recordClosed = ({ tillId, shiftId, openedAt, at }: RecordTillShiftClosed, state: TillState) => {
  const span = spanOf(state, shiftId);
  if (span !== undefined && span.endedAt !== null) return [];
  const beganAt = span?.beganAt ?? openedAt;
  return withOverlaps(state, { type: 'TillShiftEnded', data: { tillId, shiftId, beganAt, at } });
};

const begun = (
  { tillId, shiftId, localId, cashierId, currency, float, at }: BeginTillShift | RecordTillShiftOpened,
  origin: TillShiftBegun['data']['origin'],
): TillShiftBegun => ({
  type: 'TillShiftBegun',
  data: { tillId, shiftId, localId, cashierId, currency, float, origin, at },
});

/** Adds to the event the overlaps that it makes certain: all of them are its shift's. */
const withOverlaps = (
  state: TillState,
  event: Exclude<TillEvent, { type: 'TillShiftsOverlapped' }>,
): readonly TillEvent[] => {
  const { shiftId } = event.data;
  const after = evolve(state, event);
  const span = spanOf(after, shiftId);
  if (span === undefined) return [event];
  const known = new Set(overlapping(state, shiftId).map((other) => other.shiftId));
  const certain = overlapping(after, shiftId).filter((other) => !known.has(other.shiftId));
  return [event, ...certain.map((other) => overlapped(event.data, inOrder(span, other)))];
};

const overlapped = (
  { tillId, at }: TillEvent['data'],
  [{ shiftId: earlierShiftId }, { shiftId }]: ReturnType<typeof inOrder>,
): TillShiftsOverlapped => ({ type: 'TillShiftsOverlapped', data: { tillId, shiftId, earlierShiftId, at } });

/** Decides whose a till is: one shift's at a time. Rules: domain/till/README.md. */
export const tillDecider: Decider<TillCommand, TillEvent, TillState> = { initial: noTill, decide, evolve };
