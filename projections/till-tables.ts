import type { ColumnType } from 'kysely';
import type { Instant } from '../domain/shared/message.ts';
import type { Json, Timestamp } from './columns.ts';
import type { PosStatus } from '../domain/pos/events.ts';
import type { AnyPosDocument } from './pos-transactions/view.ts';
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

export interface PosTransactionsTable {
  organization_id: string;
  transaction_id: string;
  till_id: string | null;
  shift_id: string | null;
  /** `unsold`: a till that was cut off has told of a void, and not of its sale yet. */
  status: PosStatus | 'unsold';
  opened_at: ColumnType<Date | null, Instant | null, Instant | null>;
  /** What it is found by. No personal data. */
  terms: readonly string[];
  updated_at: Timestamp;
  version: number;
  document: Json<AnyPosDocument>;
}
