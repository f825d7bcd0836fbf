import type { ShiftClosed, ShiftOpened, TillShiftEvent } from '../../domain/shift/events.ts';
import { noSums, withEntry, withMovement } from '../../domain/shared/shift-sums.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { AnyShiftDocument, ShiftCloseView, ShiftDocument } from './view.ts';

/** Gives the shift after an event: it may begin with any that was recorded offline before its opening. */
export const evolveShift = (
  document: AnyShiftDocument | undefined,
  event: TillShiftEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): AnyShiftDocument => {
  const { shiftId, at: updatedAt } = event.data;
  const before = document ?? { shiftId, version, opened: false, inTime: noSums, late: noSums, updatedAt };
  return { ...changed(before, event), version, updatedAt };
};

const changed = (shift: AnyShiftDocument, event: TillShiftEvent): AnyShiftDocument => {
  switch (event.type) {
    case 'ShiftOpened':
      return opened(shift, event.data);
    case 'CashMoved':
      return event.data.late
        ? { ...shift, late: withMovement(shift.late, event.data) }
        : { ...shift, inTime: withMovement(shift.inTime, event.data) };
    case 'ShiftEntryRecorded':
      return event.data.late
        ? { ...shift, late: withEntry(shift.late, event.data) }
        : { ...shift, inTime: withEntry(shift.inTime, event.data) };
    case 'ShiftCloseAnnounced':
      return shift;
    case 'ShiftClosed':
      return shift.opened ? { ...shift, close: closed(event.data) } : shift;
    case 'ZReportNumbered':
      return shift.opened && shift.close !== null
        ? { ...shift, close: { ...shift.close, zNumber: event.data.zNumber } }
        : shift;
  }
};

const opened = (
  shift: AnyShiftDocument,
  { tillId, localId, cashierId, currency, float, at: openedAt }: ShiftOpened['data'],
): ShiftDocument => ({ ...shift, opened: true, tillId, localId, cashierId, currency, float, openedAt, close: null });

const closed = ({
  closedBy,
  countedCash,
  denominations,
  overShort,
  totals,
  at: closedAt,
}: ShiftClosed['data']): ShiftCloseView => ({
  closedBy,
  countedCash,
  ...(denominations && { denominations }),
  overShort,
  totals,
  closedAt,
  zNumber: null,
});
