import { maxPageSize, pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel } from '../tables.ts';
import type { SubscriptionDocument } from './view.ts';

export interface SubscriptionQueries {
  /** undefined if there is none, or it is not `onlyCustomerId`'s. */
  getSubscription(
    organizationId: string,
    subscriptionId: string,
    options?: { readonly onlyCustomerId?: string },
  ): Promise<SubscriptionDocument | undefined>;
  /** Newest first. */
  listSubscriptions(
    organizationId: string,
    filters: { readonly customerId?: string },
    page: PageRequest,
  ): Promise<Page<SubscriptionDocument>>;
}

export const subscriptionQueries = ({ db }: ReadModel): SubscriptionQueries => ({
  getSubscription: async (organizationId, subscriptionId, { onlyCustomerId } = {}) => {
    const row = await db
      .selectFrom('subscriptions')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('subscription_id', '=', subscriptionId)
      .$if(onlyCustomerId !== undefined, (query) => query.where('customer_id', '=', onlyCustomerId ?? ''))
      .executeTakeFirst();
    return row?.document;
  },

  listSubscriptions: async (organizationId, { customerId }, { limit: wanted, after }) => {
    const limit = Math.min(wanted, maxPageSize);
    let query = db.selectFrom('subscriptions').select('document').where('organization_id', '=', organizationId);
    if (customerId !== undefined) query = query.where('customer_id', '=', customerId);
    if (after !== undefined) {
      query = query.where((row) =>
        row(row.refTuple('started_at', 'subscription_id'), '<', row.tuple(new Date(after.at), after.id)),
      );
    }
    const rows = await query
      .orderBy('started_at', 'desc')
      .orderBy('subscription_id', 'desc')
      .limit(limit + 1)
      .execute();
    const documents = rows.map(({ document }) => document);
    return pageOf(documents, limit, ({ startedAt, subscriptionId }) => ({ at: startedAt, id: subscriptionId }));
  },
});
