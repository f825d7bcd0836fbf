import { sql, type Selectable } from 'kysely';
import type { OrderType } from '../../domain/order/events.ts';
import { addDays } from '../../domain/shared/instant.ts';
import type { Instant, RecordedEvent } from '../../domain/shared/message.ts';
import type { OrderStatus } from '../../domain/shared/order-status.ts';
import { decodeAll } from '../runner/known-events.ts';
import { maxPageSize, pageOf, type Page, type PageRequest } from '../paging/queries.ts';
import type { ReadModel, ReadModelTables } from '../tables.ts';
import { evolveOrder } from './evolve/evolve-order.ts';
import { termsOf } from './search-terms.ts';
import type { OrderDocument, OrderSummary } from './view.ts';

export interface OrderFilters {
  readonly status?: OrderStatus;
  readonly type?: OrderType;
  readonly customerId?: string;
  /** Placed at or after. */
  readonly from?: Instant;
  /** Placed before. */
  readonly to?: Instant;
  /** Words that all are in the order: its number or the number's last part, its external reference, its purchase order, SKUs of its lines. */
  readonly q?: string;
}

export interface OrderQueries {
  /** undefined if there is none, or it is not `onlyCustomerId`'s. */
  getOrder(
    organizationId: string,
    orderId: string,
    options?: { readonly onlyCustomerId?: string },
  ): Promise<OrderDocument | undefined>;
  /** Newest first. */
  listOrders(organizationId: string, filters: OrderFilters, page: PageRequest): Promise<Page<OrderSummary>>;
}

export interface RecentPaymentQueries {
  /** Payments that the customer started at gateways since then, on orders placed in the last day before it or later. */
  countRecentPayments(organizationId: string, customerId: string, since: Instant): Promise<number>;
}

export const recentPaymentQueries = ({ db }: ReadModel): RecentPaymentQueries => ({
  countRecentPayments: async (organizationId, customerId, since) => {
    const orders = await db
      .selectFrom('orders')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('customer_id', '=', customerId)
      .where('placed_at', '>=', new Date(addDays(since, -1)))
      .execute();
    const payments = orders.flatMap(({ document }) => document.payments);
    return payments.filter(({ settlement, startedAt }) => settlement === 'gateway' && startedAt >= since).length;
  },
});

export const orderQueries = ({ db }: ReadModel): OrderQueries => ({
  getOrder: async (organizationId, orderId, { onlyCustomerId } = {}) => {
    const row = await db
      .selectFrom('orders')
      .select('document')
      .where('organization_id', '=', organizationId)
      .where('order_id', '=', orderId)
      .executeTakeFirst();
    const isForeign = onlyCustomerId !== undefined && row?.document.customerId !== onlyCustomerId;
    return isForeign ? undefined : row?.document;
  },

  listOrders: async (organizationId, filters, { limit: wanted, after }) => {
    const { status, type, customerId, from, to, q } = filters;
    const limit = Math.min(wanted, maxPageSize);
    let query = db.selectFrom('orders').select(summaryColumns).where('organization_id', '=', organizationId);
    if (status !== undefined) query = query.where('status', '=', status);
    if (type !== undefined) query = query.where('type', '=', type);
    if (customerId !== undefined) query = query.where('customer_id', '=', customerId);
    if (from !== undefined) query = query.where('placed_at', '>=', new Date(from));
    if (to !== undefined) query = query.where('placed_at', '<', new Date(to));
    if (after !== undefined) {
      query = query.where((row) =>
        row(row.refTuple('placed_at', 'order_id'), '<', row.tuple(new Date(after.at), after.id)),
      );
    }
    if (q !== undefined) {
      query = query.where('order_id', 'in', (found) =>
        found
          .selectFrom('order_search')
          .select('order_id')
          .where('organization_id', '=', organizationId)
          .where(sql<boolean>`terms @> ${termsOf(q)}::text[]`),
      );
    }
    const rows = await query
      .orderBy('placed_at', 'desc')
      .orderBy('order_id', 'desc')
      .limit(limit + 1)
      .execute();
    return pageOf(rows.map(summaryOf), limit, ({ placedAt, orderId }) => ({ at: placedAt, id: orderId }));
  },
});

/**
 * An order's document after some more of its events, in order: what `getOrder` answered when they were the last ones.
 *
 * @param before undefined if the first of the events is the order's first
 */
export const orderAfter = (
  before: OrderDocument | undefined,
  events: readonly RecordedEvent[],
): OrderDocument | undefined =>
  decodeAll('order', events, () => true).reduce<OrderDocument | undefined>(
    (order, { event, recorded }) => evolveOrder(order, event, recorded),
    before,
  );

const summaryColumns = [
  'order_id',
  'order_number',
  'type',
  'status',
  'version',
  'customer_id',
  'currency',
  'total',
  'lines_count',
  'captured',
  'refunded',
  'payment_status',
  'placed_at',
  'updated_at',
] as const;

type SummaryRow = Pick<Selectable<ReadModelTables['orders']>, (typeof summaryColumns)[number]>;

const summaryOf = (row: SummaryRow): OrderSummary => ({
  orderId: row.order_id,
  orderNumber: row.order_number,
  orderType: row.type,
  status: row.status,
  version: row.version,
  customerId: row.customer_id,
  currency: row.currency,
  total: Number(row.total),
  linesCount: row.lines_count,
  captured: Number(row.captured),
  refunded: Number(row.refunded),
  paymentStatus: row.payment_status,
  placedAt: row.placed_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
});
