import { placeOf } from '../runner/known-events.ts';
import { ProjectionFault } from '../runner/projection-fault.ts';
import { loadDocuments, upsertDocuments } from '../runner/rows.ts';
import { streamProjection } from '../runner/stream-projection.ts';
import { changedSubscription, startedSubscription } from './evolve.ts';
import type { SubscriptionDocument } from './view.ts';

/** Subscriptions as `GET /subscriptions` lists them and `GET /subscriptions/{id}` shows them. */
export const subscriptionsProjection = streamProjection<'subscription', SubscriptionDocument>({
  name: 'subscriptions',
  version: 2,
  categories: ['subscription'],
  tables: ['subscriptions'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (subscription, { event, recorded }) => {
    if (event.type === 'SubscriptionStarted') return startedSubscription(event);
    if (subscription === undefined) {
      throw new ProjectionFault(`a subscription begins with ${event.type} at ${placeOf(recorded)}`);
    }
    return { ...changedSubscription(subscription, event), version: recorded.version };
  },

  load: (readModel, streams) => loadDocuments(readModel, 'subscriptions', 'subscription_id', streams),

  save: (readModel, changed) =>
    upsertDocuments(
      readModel,
      'subscriptions',
      ['organization_id', 'subscription_id'],
      changed.map(({ organizationId, document }) => ({
        organization_id: organizationId,
        subscription_id: document.subscriptionId,
        customer_id: document.customerId,
        status: document.status,
        started_at: document.startedAt,
        updated_at: document.updatedAt,
        version: document.version,
      })),
      changed.map(({ document }) => document),
    ),
});
