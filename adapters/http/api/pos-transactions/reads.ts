import type { z } from 'zod';
import { given } from '../../../../application/input/given.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import type { Route } from '../../server/route.ts';
import { documentsRoute } from '../documents/routes.ts';
import { dayOf } from '../shared/fields.ts';
import { historyRoute } from '../shared/history.ts';
import { listRoute, showRoute } from '../shared/reads.ts';
import * as schema from './schema.ts';
import { showPosTransaction } from './show.ts';

const params = schema.posParams;
const reading = { tag: 'pos', permission: 'pos:read' } as const;
const readingOne = { ...reading, params, idOf: ({ transaction_id: id }: z.output<typeof params>) => id } as const;
const path = '/api/v1/pos/transactions';
const one = `${path}/{transaction_id}`;

export const posTransactionReads = (deps: RouteDependencies): readonly Route[] => {
  const { readSide } = deps;
  const get = (organizationId: string, id: string) => readSide.getTransaction(organizationId, id);
  return [
    listRoute({
      ...reading,
      path,
      summary: 'Lists sales at tills, the newest first',
      query: schema.posQuery,
      response: schema.posTransactions,
      list: ({ shift_id: shiftId, till_id: tillId, status, date, q }, { organizationId }, page) => {
        const filters = { ...given({ shiftId, tillId, status, q }), ...(date !== undefined && dayOf(date)) };
        return readSide.listTransactions(organizationId, filters, page);
      },
      show: (found) => showPosTransaction(found, found.version),
    }),
    showRoute(deps, 'pos', {
      ...readingOne,
      path: one,
      summary: 'Shows a sale at a till: what is sold, paid and still due',
      response: schema.posTransaction,
      get,
      show: showPosTransaction,
    }),
    documentsRoute(deps, 'pos', {
      ...readingOne,
      path: `${one}/documents`,
      summary: 'Lists the tax documents of a sale at a till: its receipt or invoice, and every note on it',
      get,
    }),
    historyRoute(deps, 'pos', {
      ...readingOne,
      path: `${one}/history`,
      summary: 'Everything that happened to a sale at a till, from the first event on',
    }),
  ];
};
