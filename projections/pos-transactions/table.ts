import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable } from '../runner/table.ts';
import { searchWords } from '../paging/search-words.ts';
import { evolveTransaction } from './evolve.ts';
import type { AnyPosDocument, PosDocument } from './view.ts';

const { text, optionalText, texts, timestamp, optionalTimestamp } = columnsOf<AnyPosDocument>();

/** Gives what a transaction is found by: its id, its customer's, what was sold in it, and what its payments are called elsewhere. */
export const transactionWords = ({ transactionId, customerId, lines, tenders }: PosDocument): readonly string[] => {
  const goods = lines.flatMap(({ sku, barcode, productName }) => [sku, barcode, productName]);
  const references = tenders.map(({ reference }) => reference);
  return searchWords([transactionId, customerId, ...goods, ...references].join(' '));
};

/** Keeps sales at tills as `GET /pos/transactions` lists them and `GET /pos/transactions/{id}` shows them. */
export const posTransactions = defineReadModel({
  name: 'pos-transactions',
  version: 1,
  categories: ['pos'],
  subject: 'a transaction',
  evolve: evolveTransaction,
  tables: {
    pos_transactions: documentTable({
      since: '0009_pos_transactions',
      id: 'transaction_id',
      columns: {
        till_id: optionalText((transaction) => (transaction.opened ? transaction.tillId : null)),
        shift_id: optionalText((transaction) => (transaction.opened ? transaction.shiftId : null)),
        // `unsold`: its void was recorded offline, and its sale has not arrived yet. It is in no list.
        status: text((transaction) => (transaction.opened ? transaction.status : 'unsold')),
        opened_at: optionalTimestamp((transaction) => (transaction.opened ? transaction.openedAt : null)),
        terms: texts((transaction) => (transaction.opened ? transactionWords(transaction) : [])),
        updated_at: timestamp((transaction) => transaction.updatedAt),
      },
      indexes: [
        '(organization_id, opened_at, transaction_id)',
        '(organization_id, shift_id, opened_at, transaction_id)',
        '(organization_id, till_id, opened_at, transaction_id)',
        'using gin (terms)',
      ],
      storage: 'external',
    }),
  },
});

export type PosTransactionTables = TablesOf<typeof posTransactions>;
