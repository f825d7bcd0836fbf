import { loadDocuments, upsertDocuments, upsertRows } from '../runner/rows.ts';
import { streamProjection, type StreamDocument } from '../runner/stream-projection.ts';
import type { ReadModel } from '../tables.ts';
import { evolveOrder } from './evolve/evolve-order.ts';
import { searchTerms } from './search-terms.ts';
import type { OrderDocument } from './view.ts';

/** Orders: the row of the list, the document of `GET /orders/{id}`, and the terms that they are found by. */
export const ordersProjection = streamProjection<'order', OrderDocument>({
  name: 'orders',
  version: 1,
  categories: ['order'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (order, { event, recorded }) => evolveOrder(order, event, recorded),

  load: (readModel, streams) => loadDocuments(readModel, 'order_details', 'order_id', streams),

  save: async (transaction, changed) => {
    await saveList(transaction, changed);
    await saveDetails(transaction, changed);
    await saveSearch(transaction, changed);
  },
});

type Changed = readonly StreamDocument<OrderDocument>[];

const key = ['organization_id', 'order_id'] as const;

const saveList = (transaction: ReadModel, changed: Changed): Promise<void> =>
  upsertRows(
    transaction,
    'orders',
    key,
    changed.map(({ organizationId, document: order }) => ({
      organization_id: organizationId,
      order_id: order.orderId,
      order_number: order.orderNumber,
      type: order.orderType,
      status: order.status,
      customer_id: order.customerId,
      currency: order.currency,
      total: order.totals.total,
      lines_count: order.lines.length,
      captured: order.captured,
      refunded: order.refunded,
      payment_status: order.paymentStatus,
      placed_at: order.placedAt,
      updated_at: order.updatedAt,
      version: order.version,
    })),
  );

const saveDetails = (transaction: ReadModel, changed: Changed): Promise<void> =>
  upsertDocuments(
    transaction,
    'order_details',
    key,
    changed.map(({ organizationId, document }) => ({ organization_id: organizationId, order_id: document.orderId })),
    changed.map(({ document }) => document),
  );

/** Only of orders that are new in the batch: the terms never change. */
const saveSearch = (transaction: ReadModel, changed: Changed): Promise<void> =>
  upsertRows(
    transaction,
    'order_search',
    key,
    changed
      .filter(({ before }) => before === undefined)
      .map(({ organizationId, document }) => ({
        organization_id: organizationId,
        order_id: document.orderId,
        terms: [...searchTerms(document)],
      })),
  );
