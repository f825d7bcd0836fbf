import type { Page, PageRequest } from '../paging/queries.ts';
import { findDocument, readPage, type Visibility } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import type { SubscriptionTables } from './table.ts';
import type { SubscriptionDocument } from './view.ts';

export interface SubscriptionQueries {
  /** Gives undefined if there is none, or it is not `onlyCustomerId`'s. */
  getSubscription(
    organizationId: string,
    subscriptionId: string,
    visibility?: Visibility,
  ): Promise<SubscriptionDocument | undefined>;
  /** Lists the newest first. */
  listSubscriptions(
    organizationId: string,
    filters: { readonly customerId?: string },
    page: PageRequest,
  ): Promise<Page<SubscriptionDocument>>;
}

export const subscriptionQueries = ({ db }: ReadModel): SubscriptionQueries => {
  const subscriptions = db.withTables<SubscriptionTables>().selectFrom('subscriptions').select('document');
  return {
    getSubscription: (organizationId, subscriptionId, { onlyCustomerId } = {}) =>
      findDocument(subscriptions, {
        organization_id: organizationId,
        subscription_id: subscriptionId,
        customer_id: onlyCustomerId,
      }),

    listSubscriptions: (organizationId, { customerId }, page) =>
      readPage(subscriptions, {
        where: { organization_id: organizationId, customer_id: customerId },
        by: ['started_at', 'subscription_id'],
        page,
        item: ({ document }) => document,
        place: ({ startedAt, subscriptionId }) => ({ at: startedAt, id: subscriptionId }),
      }),
  };
};
