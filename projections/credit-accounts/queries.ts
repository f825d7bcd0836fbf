import { maxPageSize } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { CreditAccountDocument, CreditEntry } from './view.ts';

export interface CreditAccountQueries {
  /** undefined if there is none, or it is not `onlyCustomerId`'s. */
  getCreditAccount(
    organizationId: string,
    creditAccountId: string,
    options?: { readonly onlyCustomerId?: string },
  ): Promise<CreditAccountDocument | undefined>;
  /** A customer's accounts, one a currency, by the currency's code. */
  listCreditAccounts(organizationId: string, customerId: string): Promise<readonly CreditAccountDocument[]>;
  /** An account's movements, the newest first: at most `limit` (100 at most) before version `before`. */
  listCreditEntries(
    organizationId: string,
    creditAccountId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<readonly CreditEntry[]>;
}

export const creditAccountQueries = ({ db }: ReadModel): CreditAccountQueries => ({
  getCreditAccount: async (organizationId, creditAccountId, { onlyCustomerId } = {}) => {
    const row = await db
      .selectFrom('credit_accounts')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('credit_account_id', '=', creditAccountId)
      .$if(onlyCustomerId !== undefined, (query) => query.where('customer_id', '=', onlyCustomerId ?? ''))
      .executeTakeFirst();
    return row?.document;
  },

  listCreditAccounts: async (organizationId, customerId) => {
    const rows = await db
      .selectFrom('credit_accounts')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('customer_id', '=', customerId)
      .orderBy('currency')
      .execute();
    return rows.map(({ document }) => document);
  },

  listCreditEntries: async (organizationId, creditAccountId, { limit, before }) => {
    const rows = await db
      .selectFrom('credit_entries')
      .select('entry')
      .where('organization_id', '=', organizationId)
      .where('credit_account_id', '=', creditAccountId)
      .$if(before !== undefined, (query) => query.where('version', '<', before ?? 0))
      .orderBy('version', 'desc')
      .limit(Math.min(limit, maxPageSize))
      .execute();
    return rows.map(({ entry }) => entry);
  },
});
