import type { TillShiftBegun } from '../till/events.ts';
import type { ShiftClosed, ShiftOpened } from '../shift/events.ts';
import type { Process, ProcessCommand } from './process.ts';

type TillsEvent = TillShiftBegun | ShiftOpened | ShiftClosed;

/** The talk between a till and its shifts: one that the till was given to opens; what opens and closes is told to the till. */
export const tillsProcess: Process<TillsEvent> = {
  name: 'tills',
  subscribesTo: ['TillShiftBegun', 'ShiftOpened', 'ShiftClosed'],
  react: (event) => reactions(event),
};

const reactions = (event: TillsEvent): readonly ProcessCommand[] => {
  switch (event.type) {
    case 'TillShiftBegun': {
      const { origin, ...opening } = event.data;
      const command = { type: 'OpenShift', ...opening } as const;
      return origin === 'online' ? [{ aggregate: 'shift', id: opening.shiftId, command }] : [];
    }
    case 'ShiftOpened': {
      const command = { type: 'RecordTillShiftOpened', ...event.data } as const;
      return [{ aggregate: 'till', id: event.data.tillId, command }];
    }
    case 'ShiftClosed': {
      const { tillId, shiftId, openedAt, at } = event.data;
      const command = { type: 'RecordTillShiftClosed', tillId, shiftId, openedAt, at } as const;
      return [{ aggregate: 'till', id: tillId, command }];
    }
  }
};
