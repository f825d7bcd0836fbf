import { hasId, noIds, withId } from '../shared/ids.ts';
import { withEntry, withMovement } from '../shared/shift-sums.ts';
import type {
  CashMoved,
  ShiftCloseAnnounced,
  ShiftClosed,
  ShiftEntryRecorded,
  ShiftOpened,
  TillShiftEvent,
} from './events.ts';
import { countOf, type KnownFacts, type OpenedShift, type TillShiftState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: TillShiftState, event: TillShiftEvent): TillShiftState => {
  switch (event.type) {
    case 'ShiftOpened':
      return { ...state, ...opened(event.data) };
    case 'CashMoved':
      return { ...state, ...moved(state, event.data) };
    case 'ShiftEntryRecorded':
      return { ...state, ...entered(state, event.data) };
    case 'ShiftCloseAnnounced':
      return { ...state, announced: announced(event.data) };
    case 'ShiftClosed':
      return state.exists ? { ...state, announced: null, close: closed(event.data) } : state;
    case 'ZReportNumbered':
      return state.exists && state.close !== null
        ? { ...state, close: { ...state.close, zNumber: event.data.zNumber } }
        : state;
  }
};

const opened = ({ at: openedAt, ...facts }: ShiftOpened['data']): Omit<OpenedShift, keyof KnownFacts> => ({
  ...facts,
  exists: true,
  openedAt,
  close: null,
});

const moved = (state: TillShiftState, movement: CashMoved['data']): Partial<KnownFacts> => ({
  ...counted(state, movement.movementId),
  ...(movement.late ? { late: withMovement(state.late, movement) } : { inTime: withMovement(state.inTime, movement) }),
});

const entered = (state: TillShiftState, entry: ShiftEntryRecorded['data']): Partial<KnownFacts> => ({
  ...counted(state, entry.entryId),
  ...(entry.late ? { late: withEntry(state.late, entry) } : { inTime: withEntry(state.inTime, entry) }),
});

const counted = ({ known, announced: close }: KnownFacts, id: string): Pick<KnownFacts, 'known' | 'announced'> => ({
  known: withId(known, id),
  announced: close !== null && hasId(close.awaits, id) ? { ...close, missing: close.missing - 1 } : close,
});

const announced = (data: ShiftCloseAnnounced['data']): KnownFacts['announced'] => ({
  closedBy: data.closedBy,
  ...countOf(data),
  awaits: data.awaits.reduce(withId, noIds),
  missing: data.awaits.length,
  at: data.at,
});

const closed = (data: ShiftClosed['data']): OpenedShift['close'] => ({
  closedBy: data.closedBy,
  ...countOf(data),
  overShort: data.overShort,
  totals: data.totals,
  closedAt: data.at,
  zNumber: null,
});
