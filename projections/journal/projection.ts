import { streamName } from '../../domain/shared/stream.ts';
import type { StreamRef } from '../runner/projection.ts';
import { among, insertRows, upsertRows } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import type { ReadModel } from '../tables.ts';
import { emptyJournal, journalAfter, journalEvents, type Journal } from './evolve.ts';

const loadJournals = async (
  { db }: ReadModel,
  streams: readonly StreamRef[],
): Promise<ReadonlyMap<string, Journal>> => {
  // A sale's stream and its documents' have one id: the rows may be of more streams than were asked for.
  const rows = await db.selectFrom('journal_memos').selectAll().where(among('order_id', streams)).execute();
  return new Map(
    rows.map(({ category, organization_id, order_id, memo }) => [
      streamName(category, organization_id, order_id),
      { memo, entries: [] },
    ]),
  );
};

/** The accounting journal: an entry for each document that has its number and for all money that came or went. */
export const journalProjection = streamProjection<'order' | 'documents' | 'pos' | 'shift', Journal>({
  name: 'journal',
  version: 2,
  categories: ['order', 'documents', 'pos', 'shift'],
  tables: ['journal_entries', 'journal_memos'],
  handles: (type) => journalEvents.some((handled) => handled === type),
  evolve: (journal, { event, recorded }) => journalAfter(journal ?? emptyJournal, event, recorded.id),
  load: loadJournals,

  save: (readModel, changed) => [
    ...upsertRows(
      readModel,
      'journal_memos',
      ['organization_id', 'category', 'order_id'],
      changed.map(({ organizationId, category, id, document: { memo } }) => ({
        organization_id: organizationId,
        category,
        order_id: id,
        memo,
      })),
    ),
    ...insertRows(
      readModel,
      'journal_entries',
      changed.flatMap(({ organizationId, document: { entries }, before }) =>
        entries.slice(before?.entries.length).map((entry) => ({
          organization_id: organizationId,
          entry_id: entry.entryId,
          at: entry.at,
          entry,
        })),
      ),
    ),
  ],
});
