import type { CompiledQuery } from 'kysely';
import { loadDocuments, upsertDocuments, upsertRows } from '../runner/rows.ts';
import { streamProjection, type StreamDocument } from '../runner/stream-projection.ts';
import type { ReadModel } from '../tables.ts';
import { evolveOrder } from './evolve/evolve-order.ts';
import { searchTerms } from './search-terms.ts';
import type { OrderDocument } from './view.ts';

/** Orders: what lists show and sort by, the document of `GET /orders/{id}`, and the terms that they are found by. */
export const ordersProjection = streamProjection<'order', OrderDocument>({
  name: 'orders',
  version: 5,
  categories: ['order'],
  tables: ['orders', 'order_search'],
  handles: () => true,
  versionOf: ({ version }) => version,

  evolve: (order, { event, recorded }) => evolveOrder(order, event, recorded),

  load: (readModel, streams) => loadDocuments(readModel, 'orders', 'order_id', streams),

  save: (readModel, changed) => [...saveOrders(readModel, changed), ...saveSearch(readModel, changed)],
});

type Changed = readonly StreamDocument<OrderDocument>[];

const key = ['organization_id', 'order_id'] as const;

const saveOrders = (readModel: ReadModel, changed: Changed): readonly CompiledQuery[] =>
  upsertDocuments(
    readModel,
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
    changed.map(({ document }) => document),
  );

/** Only of orders that are new in the batch: the terms never change. */
const saveSearch = (readModel: ReadModel, changed: Changed): readonly CompiledQuery[] =>
  upsertRows(
    readModel,
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
