import type { Instant } from '../../domain/shared/message.ts';
import { maxPageSize, pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { AnyShiftDocument, ShiftDocument, ShiftStatus } from './view.ts';

export interface ShiftFilters {
  readonly tillId?: string;
  readonly status?: ShiftStatus;
  /** Opened at it or later. */
  readonly from?: Instant;
  /** Opened before it. */
  readonly to?: Instant;
}

export interface TillShiftQueries {
  /** undefined if there is none, or its opening has not been told yet. */
  getShift(organizationId: string, shiftId: string): Promise<ShiftDocument | undefined>;
  /** Newest first. */
  listShifts(organizationId: string, filters: ShiftFilters, page: PageRequest): Promise<Page<ShiftDocument>>;
}

export const tillShiftQueries = ({ db }: ReadModel): TillShiftQueries => ({
  getShift: async (organizationId, shiftId) => {
    const row = await db
      .selectFrom('till_shifts')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('shift_id', '=', shiftId)
      .executeTakeFirst();
    return row?.document.opened === true ? row.document : undefined;
  },

  listShifts: async (organizationId, { tillId, status, from, to }, { limit: wanted, after }) => {
    const limit = Math.min(wanted, maxPageSize);
    let query = db
      .selectFrom('till_shifts')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('opened_at', 'is not', null);
    if (tillId !== undefined) query = query.where('till_id', '=', tillId);
    if (status !== undefined) query = query.where('status', '=', status);
    if (from !== undefined) query = query.where('opened_at', '>=', new Date(from));
    if (to !== undefined) query = query.where('opened_at', '<', new Date(to));
    if (after !== undefined) {
      query = query.where((row) =>
        row(row.refTuple('opened_at', 'shift_id'), '<', row.tuple(new Date(after.at), after.id)),
      );
    }
    const rows = await query
      .orderBy('opened_at', 'desc')
      .orderBy('shift_id', 'desc')
      .limit(limit + 1)
      .execute();
    const documents = rows.map(({ document }) => document).filter(isOpened);
    return pageOf(documents, limit, ({ openedAt, shiftId }) => ({ at: openedAt, id: shiftId }));
  },
});

const isOpened = (document: AnyShiftDocument): document is ShiftDocument => document.opened;
