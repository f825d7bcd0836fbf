import { loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { evolvedTransaction } from './evolve.ts';
import { searchTerms } from './search-terms.ts';
import type { AnyPosDocument } from './view.ts';

/** Sales at tills as `GET /pos/transactions` lists them and `GET /pos/transactions/{id}` shows them. */
export const posTransactionsProjection = streamProjection<'pos', AnyPosDocument>({
  name: 'pos-transactions',
  version: 1,
  categories: ['pos'],
  tables: ['pos_transactions'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (transaction, { event, recorded }) => evolvedTransaction(transaction, event, recorded.version),

  load: (readModel, streams) => loadDocuments(readModel, 'pos_transactions', 'transaction_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'pos_transactions',
      ['organization_id', 'transaction_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        transaction_id: document.transactionId,
        ...(document.opened ? listedColumns(document) : unlisted),
        updated_at: document.updatedAt,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});

const unlisted = { till_id: null, shift_id: null, status: 'unsold', opened_at: null, terms: [] } as const;

const listedColumns = (document: Extract<AnyPosDocument, { readonly opened: true }>) => ({
  till_id: document.tillId,
  shift_id: document.shiftId,
  status: document.status,
  opened_at: document.openedAt,
  terms: searchTerms(document),
});
