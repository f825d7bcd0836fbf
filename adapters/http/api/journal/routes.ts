import { given } from '../../../../application/input/given.ts';
import { largestJournalPage } from '../../../../projections/journal/queries.ts';
import type { JournalEntry } from '../../../../projections/journal/view.ts';
import type { Cursor, Page } from '../../../../projections/paging/queries.ts';
import { respond } from '../../server/answer.ts';
import { nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { page } from '../shared/fields.ts';
import { journalEntry, journalQuery } from './schema.ts';
import { journalCsvHeader, journalCsvOf, showJournalEntry, type AccountCodes } from './show.ts';

export const journalRoutes = ({ readSide, accountCodes = {} }: RouteDependencies): readonly Route[] => [
  read({
    method: 'get',
    path: '/api/v1/reports/journal',
    tag: 'reports',
    summary: 'The accounting journal of a period, oldest first: in pages, or as CSV all that comes after the cursor',
    permission: 'reports:read',
    params: nothing,
    query: journalQuery,
    response: page(journalEntry),
    handle: async ({ query: { limit, cursor, ...period } }, { organizationId }) => {
      const request = pageRequest(given({ limit, cursor }));
      const found = await readSide.listJournal(organizationId, period, request);
      return respond(showPage(found, showJournalEntry(accountCodes)));
    },
    alternatives: [
      {
        contentType: 'text/csv; charset=utf-8; header=present',
        handle: async ({ query: { cursor, from, to } }, { organizationId }) => {
          const period = given({ from, to });
          const readPage: ReadPage = (after) =>
            readSide.listJournal(organizationId, period, { limit: largestJournalPage, ...given({ after }) });
          // Reads the first page before the answer begins: an outage is then answered as one.
          const first = await readPage(pageRequest(given({ cursor })).after);
          return {
            headers: { 'Content-Disposition': 'attachment; filename="journal.csv"' },
            body: csvOf(first, readPage, accountCodes),
          };
        },
      },
    ],
  }),
];

type ReadPage = (after: Cursor | undefined) => Promise<Page<JournalEntry>>;

const csvOf = async function* (
  first: Page<JournalEntry>,
  readPage: ReadPage,
  accountCodes: AccountCodes,
): AsyncGenerator<string> {
  yield journalCsvHeader;
  let { items, next } = first;
  yield journalCsvOf(accountCodes, items);
  while (next !== null) {
    ({ items, next } = await readPage(next));
    yield journalCsvOf(accountCodes, items);
  }
};
