import { maxPageSize } from '../paging/queries.ts';
import { findDocument, keyset, matching, type Visibility } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { CreditTables } from './table.ts';
import type { CreditAccountDocument, CreditEntry } from './view.ts';

/** Holds movements of an account. */
export interface CreditEntries {
  readonly items: readonly CreditEntry[];
  /** Holds what the next page is `before`; null after the last one. */
  readonly next: number | null;
}

export interface CreditAccountQueries {
  /** Gives undefined if there is none, or it is not `onlyCustomerId`'s. */
  getCreditAccount(
    organizationId: string,
    creditAccountId: string,
    visibility?: Visibility,
  ): Promise<CreditAccountDocument | undefined>;
  /** Gives a customer's accounts, one a currency, by its code. */
  listCreditAccounts(organizationId: string, customerId: string): Promise<readonly CreditAccountDocument[]>;
  /** Gives an account's movements, the newest first: at most `limit` (up to 100), from before the version `before` on. */
  listCreditEntries(
    organizationId: string,
    creditAccountId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<CreditEntries>;
}

export const creditAccountQueries = (readModel: ReadModel): CreditAccountQueries => {
  const db = readModel.db.withTables<CreditTables>();
  const accounts = db.selectFrom('credit_accounts').select('document');
  return {
    getCreditAccount: (organizationId, creditAccountId, { onlyCustomerId } = {}) =>
      findDocument(accounts, {
        organization_id: organizationId,
        credit_account_id: creditAccountId,
        customer_id: onlyCustomerId,
      }),

    listCreditAccounts: async (organizationId, customerId) => {
      const theirs = matching(accounts, { organization_id: organizationId, customer_id: customerId });
      const rows = await theirs.orderBy('currency').execute();
      return rows.map(({ document }) => document);
    },

    listCreditEntries: async (organizationId, creditAccountId, page) => {
      const limit = Math.min(page.limit, maxPageSize);
      const entries = matching(db.selectFrom('credit_entries').select('entry'), {
        organization_id: organizationId,
        credit_account_id: creditAccountId,
      });
      const after = page.before === undefined ? undefined : [page.before];
      const rows = await keyset(entries, { by: ['version'], direction: 'desc', after, limit: limit + 1 }).execute();
      return pageOfEntries(
        rows.map(({ entry }) => entry),
        limit,
      );
    },
  };
};

/** Makes a page of entries that were read with a limit one above the page's: the surplus one shows that more follow. */
export const pageOfEntries = (entries: readonly CreditEntry[], limit: number): CreditEntries => {
  const items = entries.slice(0, limit);
  return { items, next: entries.length > limit ? (items.at(-1)?.version ?? null) : null };
};
