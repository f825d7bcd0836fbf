import type { Instant } from '../../domain/shared/message.ts';
import { pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { JournalEntry } from './view.ts';

/** From `from` on and before `to`; without one, from the beginning or to the end. */
export interface JournalPeriod {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** The most entries of one page: more than of other lists, for those who read all of it. */
export const largestJournalPage = 1_000;

export interface JournalQueries {
  /** Oldest first. */
  listJournal(organizationId: string, period: JournalPeriod, page: PageRequest): Promise<Page<JournalEntry>>;
}

export const journalQueries = ({ db }: ReadModel): JournalQueries => ({
  listJournal: async (organizationId, { from, to }, { limit: wanted, after }) => {
    const limit = Math.min(wanted, largestJournalPage);
    let query = db.selectFrom('journal_entries').select('entry').where('organization_id', '=', organizationId);
    if (from !== undefined) query = query.where('at', '>=', new Date(from));
    if (to !== undefined) query = query.where('at', '<', new Date(to));
    if (after !== undefined) {
      query = query.where((row) => row(row.refTuple('at', 'entry_id'), '>', row.tuple(new Date(after.at), after.id)));
    }
    const rows = await query
      .orderBy('at')
      .orderBy('entry_id')
      .limit(limit + 1)
      .execute();
    return pageOf(
      rows.map(({ entry }) => entry),
      limit,
      ({ at, entryId }) => ({ at, id: entryId }),
    );
  },
});
