import { given } from '../../../../application/input/given.ts';
import type { CreditAccountDocument } from '../../../../projections/credit-accounts/view.ts';
import { respond } from '../../server/answer.ts';
import { nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { finder, notFound } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { historyQuery, historyRoute } from '../shared/history.ts';
import * as schema from './schema.ts';
import { showCreditAccount, showCreditStatement } from './show.ts';

const reading = { tag: 'store credit', method: 'get', permission: 'credit:read' } as const;
const path = '/api/v1/store-credit/{account_id}';

/** Entries a page by default. */
const defaultLimit = 20;

export const storeCreditRoutes = ({ readSide, history }: RouteDependencies): readonly Route[] => {
  const find = finder<CreditAccountDocument>(readSide, 'credit', (...of) => readSide.getCreditAccount(...of));
  return [
    read({
      ...reading,
      path: '/api/v1/customers/{customer_id}/store-credit',
      summary: 'Shows what a customer has in store credit, in each currency; 404 if there never was any',
      params: schema.creditCustomerParams,
      query: nothing,
      response: schema.creditAccounts,
      handle: async ({ params: { customer_id } }, { organizationId, onlyCustomerId = customer_id }) => {
        if (customer_id !== onlyCustomerId) throw notFound('credit');
        const accounts = await readSide.listCreditAccounts(organizationId, customer_id);
        if (accounts.length === 0) throw notFound('credit');
        return respond({ items: accounts.map(showCreditAccount) });
      },
    }),
    read({
      ...reading,
      path,
      summary: 'Shows what a store credit account holds, and how it came to that, the newest first',
      params: schema.creditAccountParams,
      query: historyQuery,
      response: schema.creditStatement,
      handle: async ({ params: { account_id }, query }, viewer) => {
        const { limit = defaultLimit, cursor, min_version } = query;
        const account = await find(viewer, account_id, min_version);
        const page = { limit, ...given({ before: cursor }) };
        const entries = await readSide.listCreditEntries(viewer.organizationId, account_id, page);
        return respond(showCreditStatement(account, entries), account.version);
      },
    }),
    historyRoute({ readSide, history }, 'credit', {
      ...reading,
      path: `${path}/history`,
      summary: 'Everything that happened to a store credit account, from the first event on',
      params: schema.creditAccountParams,
      idOf: ({ account_id }) => account_id,
    }),
  ];
};
