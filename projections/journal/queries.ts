import type { Instant } from '../../domain/shared/message.ts';
import type { Page, PageRequest } from '../paging/queries.ts';
import { readPage } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { JournalTables } from './table.ts';
import type { JournalEntry } from './view.ts';

/** Runs from `from` on and before `to`; without one, from the beginning or to the end. */
export interface JournalPeriod {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Holds the most entries of one page: more than of other lists, for those who read all of it. */
export const largestJournalPage = 1_000;

export interface JournalQueries {
  /** Lists the oldest first. */
  listJournal(organizationId: string, period: JournalPeriod, page: PageRequest): Promise<Page<JournalEntry>>;
}

export const journalQueries = ({ db }: ReadModel): JournalQueries => ({
  listJournal: (organizationId, { from, to }, page) =>
    readPage(db.withTables<JournalTables>().selectFrom('journal_entries').select('entry'), {
      where: { organization_id: organizationId },
      by: ['at', 'entry_id'],
      direction: 'asc',
      from,
      to,
      page,
      most: largestJournalPage,
      item: ({ entry }) => entry,
      place: ({ at, entryId }) => ({ at, id: entryId }),
    }),
});
