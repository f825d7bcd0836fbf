import { respond } from '../../server/answer.ts';
import { nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { pageRequest, showPage } from '../../server/paging.ts';
import { existing, fresh } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { orderDocuments } from '../documents/schema.ts';
import { showDocument } from '../documents/show.ts';
import { dayOf, freshness } from '../shared/fields.ts';
import { historyRoute } from '../shared/history.ts';
import * as schema from './schema.ts';
import { showPosTransaction } from './show.ts';

const reading = { tag: 'pos', method: 'get', permission: 'pos:read' } as const;
const path = '/api/v1/pos/transactions';

export const posTransactionReads = ({ readSide, history }: RouteDependencies): readonly Route[] => [
  read({
    ...reading,
    path,
    summary: 'Lists sales at tills, the newest first',
    params: nothing,
    query: schema.posQuery,
    response: schema.posTransactions,
    handle: async ({ query }, { organizationId }) => {
      const { shift_id, till_id, status, date, q, ...paging } = query;
      const filters = {
        ...(shift_id !== undefined && { shiftId: shift_id }),
        ...(till_id !== undefined && { tillId: till_id }),
        ...(status !== undefined && { status }),
        ...(date !== undefined && dayOf(date)),
        ...(q !== undefined && { q }),
      };
      const found = await readSide.listTransactions(organizationId, filters, pageRequest(paging));
      return respond(showPage(found, (document) => showPosTransaction(document, document.version)));
    },
  }),
  read({
    ...reading,
    path: `${path}/{transaction_id}`,
    summary: 'Shows a sale at a till: what is sold, paid and still due',
    params: schema.posParams,
    query: freshness,
    response: schema.posTransaction,
    handle: async ({ params, query }, viewer) => {
      const { transaction_id } = params;
      await fresh(readSide, viewer, 'pos', transaction_id, query.min_version);
      const found = existing('pos', await readSide.getTransaction(viewer.organizationId, transaction_id));
      return respond(showPosTransaction(found, found.version), found.version);
    },
  }),
  read({
    ...reading,
    path: `${path}/{transaction_id}/documents`,
    summary: 'Lists the tax documents of a sale at a till: its receipt or invoice, and every note on it',
    params: schema.posParams,
    query: freshness,
    response: orderDocuments,
    handle: async ({ params: { transaction_id }, query }, viewer) => {
      await fresh(readSide, viewer, 'documents', transaction_id, query.min_version);
      existing('pos', await readSide.getTransaction(viewer.organizationId, transaction_id));
      const documents = await readSide.listDocuments(viewer.organizationId, transaction_id);
      return respond({ items: documents.map((each) => showDocument(each, each.version)) });
    },
  }),
  historyRoute({ readSide, history }, 'pos', {
    ...reading,
    path: `${path}/{transaction_id}/history`,
    summary: 'Everything that happened to a sale at a till, from the first event on',
    params: schema.posParams,
    idOf: ({ transaction_id }) => transaction_id,
  }),
];
