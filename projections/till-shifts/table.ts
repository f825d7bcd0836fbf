import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable } from '../runner/table.ts';
import { evolveShift } from './evolve.ts';
import type { AnyShiftDocument, ShiftStatus } from './view.ts';

const { text, optionalText, timestamp, optionalTimestamp } = columnsOf<AnyShiftDocument>();

/** `unopened`: its events were recorded offline, and its opening has not arrived yet. */
const statusOf = (shift: AnyShiftDocument): ShiftStatus | 'unopened' => {
  if (!shift.opened) return 'unopened';
  return shift.close === null ? 'open' : 'closed';
};

/** Keeps till shifts as `GET /pos/shifts` lists them; their X and Z reports are made from them. Unopened ones are in no list. */
export const tillShifts = defineReadModel({
  name: 'till-shifts',
  version: 1,
  categories: ['shift'],
  subject: 'a shift',
  evolve: evolveShift,
  tables: {
    till_shifts: documentTable({
      since: '0008_till_shifts',
      id: 'shift_id',
      columns: {
        till_id: optionalText((shift) => (shift.opened ? shift.tillId : null)),
        status: text(statusOf),
        opened_at: optionalTimestamp((shift) => (shift.opened ? shift.openedAt : null)),
        updated_at: timestamp((shift) => shift.updatedAt),
      },
      indexes: ['(organization_id, opened_at, shift_id)', '(organization_id, till_id, opened_at, shift_id)'],
      storage: 'external',
    }),
  },
});

export type TillShiftTables = TablesOf<typeof tillShifts>;
