import { columnsOf } from '../runner/columns.ts';
import { definePartialReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { table } from '../runner/table.ts';
import { evolveJournal, journalEvents, type Journal } from './evolve.ts';
import type { JournalMemo } from './memo.ts';
import type { JournalEntry } from './view.ts';

const memo = columnsOf<JournalMemo>();
const entry = columnsOf<JournalEntry>();

/** Keeps the accounting journal: an entry for each document that has its number and for all money that came or went. */
export const journal = definePartialReadModel({
  name: 'journal',
  version: 2,
  categories: ['order', 'documents', 'pos', 'shift'],
  handles: journalEvents,
  evolve: evolveJournal,
  tables: {
    // One for each order, sale at a till and shift, and one for the documents of each sale, whose stream has the same id.
    journal_memos: table({
      since: '0006_journal',
      columns: {
        category: memo.text((_, { category }) => category),
        order_id: memo.text((_, { id }) => id),
        memo: memo.json((each) => each),
      },
      key: ['order_id', 'category'],
      stream: 'order_id',
      rows: (stream: Journal) => [stream.memo],
      written: 'changed',
      load: { category: 'category', document: ([row]) => row && { memo: row.memo, entries: [] } },
    }),
    journal_entries: table({
      since: '0006_journal',
      columns: {
        entry_id: entry.text(({ entryId }) => entryId),
        at: entry.timestamp(({ at }) => at),
        entry: entry.json((each) => each),
      },
      key: ['at', 'entry_id'],
      stream: 'entry_id',
      rows: (stream: Journal) => stream.entries,
      written: 'changed',
    }),
  },
});

export type JournalTables = TablesOf<typeof journal>;
