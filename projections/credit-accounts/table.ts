import { columnsOf } from '../runner/columns.ts';
import { defineEventTable } from '../runner/define-event-table.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable } from '../runner/table.ts';
import { entryOf, evolveCreditAccount } from './evolve.ts';
import type { CreditAccountDocument, CreditEntry } from './view.ts';

const { text, optionalText } = columnsOf<CreditAccountDocument>();
const entry = columnsOf<CreditEntry>();

/** Keeps store credit accounts and what they hold. */
export const creditAccounts = defineReadModel({
  name: 'credit_accounts',
  version: 1,
  categories: ['credit'],
  subject: 'a credit account',
  evolve: evolveCreditAccount,
  tables: {
    credit_accounts: documentTable({
      since: '0004_credit_accounts',
      id: 'credit_account_id',
      columns: {
        customer_id: optionalText((account) => account.customerId),
        currency: text((account) => account.currency),
      },
      indexes: ['(organization_id, customer_id, currency)'],
    }),
  },
});

/** Keeps the movements of store credit accounts, that never change. An account's are the key read backwards. */
export const creditEntries = defineEventTable({
  name: 'credit_entries',
  version: 1,
  categories: ['credit'],
  changes: (event, { version }) => [{ change: 'set', item: entryOf(event, version) }],
  since: '0004_credit_accounts',
  columns: {
    credit_account_id: entry.text((_, { id }) => id),
    version: entry.integer(({ version }) => version),
    entry: entry.json((movement) => movement),
  },
  key: ['credit_account_id', 'version'],
});

export type CreditTables = TablesOf<typeof creditAccounts> & TablesOf<typeof creditEntries>;
