import type { Instant } from '../../domain/shared/message.ts';
import type { Page, PageRequest } from '../paging/queries.ts';
import { findDocument, readPage } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { TillShiftTables } from './table.ts';
import type { ShiftDocument, ShiftStatus } from './view.ts';

export interface ShiftFilters {
  readonly tillId?: string;
  readonly status?: ShiftStatus;
  /** Keeps those opened at it or later. */
  readonly from?: Instant;
  /** Keeps those opened before it. */
  readonly to?: Instant;
}

export interface TillShiftQueries {
  /** Gives undefined if there is none, or its opening has not arrived yet. */
  getShift(organizationId: string, shiftId: string): Promise<ShiftDocument | undefined>;
  /** Lists the newest first. */
  listShifts(organizationId: string, filters: ShiftFilters, page: PageRequest): Promise<Page<ShiftDocument>>;
}

export const tillShiftQueries = ({ db }: ReadModel): TillShiftQueries => {
  const shifts = db
    .withTables<TillShiftTables>()
    .selectFrom('till_shifts')
    .where('opened_at', 'is not', null)
    .select('document')
    .$narrowType<{ document: ShiftDocument }>();
  return {
    getShift: (organizationId, shiftId) => findDocument(shifts, { organization_id: organizationId, shift_id: shiftId }),

    listShifts: (organizationId, { tillId, status, from, to }, page) =>
      readPage(shifts, {
        where: { organization_id: organizationId, till_id: tillId, status },
        by: ['opened_at', 'shift_id'],
        from,
        to,
        page,
        item: ({ document }) => document,
        place: ({ openedAt, shiftId }) => ({ at: openedAt, id: shiftId }),
      }),
  };
};
