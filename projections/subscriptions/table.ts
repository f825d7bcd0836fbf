import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable } from '../runner/table.ts';
import { evolveSubscription } from './evolve.ts';
import type { SubscriptionDocument } from './view.ts';

const { text, timestamp } = columnsOf<SubscriptionDocument>();

/** Keeps subscriptions as `GET /subscriptions` lists them and `GET /subscriptions/{id}` shows them. */
export const subscriptions = defineReadModel({
  name: 'subscriptions',
  version: 2,
  categories: ['subscription'],
  subject: 'a subscription',
  evolve: evolveSubscription,
  tables: {
    subscriptions: documentTable({
      since: '0003_subscriptions',
      id: 'subscription_id',
      columns: {
        customer_id: text((subscription) => subscription.customerId),
        status: text((subscription) => subscription.status),
        started_at: timestamp((subscription) => subscription.startedAt),
        updated_at: timestamp((subscription) => subscription.updatedAt),
      },
      indexes: [
        '(organization_id, started_at, subscription_id)',
        '(organization_id, customer_id, started_at, subscription_id)',
      ],
      storage: 'external',
    }),
  },
});

export type SubscriptionTables = TablesOf<typeof subscriptions>;
