import type { ColumnType } from 'kysely';
import type { Instant } from '../domain/shared/message.ts';
import type { Json, Timestamp } from './columns.ts';
import type { AnyShiftDocument, ShiftStatus } from './till-shifts/view.ts';

export interface TillShiftsTable {
  organization_id: string;
  shift_id: string;
  till_id: string | null;
  /** `unopened`: a till that was cut off has not told of its opening yet. */
  status: ShiftStatus | 'unopened';
  opened_at: ColumnType<Date | null, Instant | null, Instant | null>;
  updated_at: Timestamp;
  version: number;
  document: Json<AnyShiftDocument>;
}
