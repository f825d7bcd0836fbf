import { maxPageSize } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { CreditAccountDocument, CreditEntry } from './view.ts';

/** Movements of an account. */
export interface CreditEntries {
  readonly items: readonly CreditEntry[];
  /** What the next page is `before`; null after the last one. */
  readonly next: number | null;
}

export interface CreditAccountQueries {
  /** undefined if there is none, or it is not `onlyCustomerId`'s. */
  getCreditAccount(
    organizationId: string,
    creditAccountId: string,
    options?: { readonly onlyCustomerId?: string },
  ): Promise<CreditAccountDocument | undefined>;
  /** A customer's accounts, one a currency, by its code. */
  listCreditAccounts(organizationId: string, customerId: string): Promise<readonly CreditAccountDocument[]>;
  /** An account's movements, the newest first: at most `limit` (up to 100), from before the version `before` on. */
  listCreditEntries(
    organizationId: string,
    creditAccountId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<CreditEntries>;
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

  listCreditEntries: async (organizationId, creditAccountId, { limit: wanted, before }) => {
    const limit = Math.min(wanted, maxPageSize);
    const rows = await db
      .selectFrom('credit_entries')
      .select('entry')
      .where('organization_id', '=', organizationId)
      .where('credit_account_id', '=', creditAccountId)
      .$if(before !== undefined, (query) => query.where('version', '<', before ?? 0))
      .orderBy('version', 'desc')
      .limit(limit + 1)
      .execute();
    return pageOfEntries(
      rows.map(({ entry }) => entry),
      limit,
    );
  },
});

/** Makes a page of entries that were read with a limit one above the page's: the surplus one tells that more follow. */
export const pageOfEntries = (entries: readonly CreditEntry[], limit: number): CreditEntries => {
  const items = entries.slice(0, limit);
  return { items, next: entries.length > limit ? (items.at(-1)?.version ?? null) : null };
};
