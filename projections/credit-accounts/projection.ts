import { decodeAll } from '../runner/known-events.ts';
import type { Projection, StreamSlice } from '../runner/projection.ts';
import { loadDocuments, upsertDocuments, upsertRows } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { changedAccount, entryOf } from './evolve.ts';
import type { CreditAccountDocument } from './view.ts';

/** Store credit accounts and what they hold. */
export const creditAccountsProjection = streamProjection<'credit', CreditAccountDocument>({
  name: 'credit_accounts',
  version: 1,
  categories: ['credit'],
  tables: ['credit_accounts'],
  handles: () => true,
  versionOf: ({ version }) => version,
  evolve: changedAccount,
  load: (readModel, streams) => loadDocuments(readModel, 'credit_accounts', 'credit_account_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'credit_accounts',
      ['organization_id', 'credit_account_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        credit_account_id: document.creditAccountId,
        customer_id: document.customerId,
        currency: document.currency,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});

/** The movements of store credit accounts, one row each. Needs no memory: an event says all of its own. */
export const creditEntriesProjection: Projection = {
  name: 'credit_entries',
  version: 1,
  categories: ['credit'],
  tables: ['credit_entries'],
  begin: (readModel) => (slices) => {
    const rows = slices.flatMap(entriesOf);
    const key = ['organization_id', 'credit_account_id', 'version'] as const;
    return Promise.resolve(upsertRows(readModel, 'credit_entries', key, rows));
  },
};

const entriesOf = ({ category, organizationId, id, events }: StreamSlice) => {
  if (category !== 'credit') return [];
  return decodeAll(category, events, () => true).map(({ event, recorded: { version } }) => ({
    organization_id: organizationId,
    credit_account_id: id,
    version,
    entry: entryOf(event, version),
  }));
};
