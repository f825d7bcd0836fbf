import type { Selectable } from 'kysely';
import type { OrderType } from '../../domain/order/events.ts';
import { addDays } from '../../domain/shared/instant.ts';
import type { Instant, RecordedEvent } from '../../domain/shared/message.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { OrderStatus } from '../../domain/shared/order-status.ts';
import type { OrderPaymentStatus } from '../../domain/shared/payment-status.ts';
import type { Page, PageRequest } from '../paging/queries.ts';
import { hasWords } from '../paging/search-words.ts';
import { findDocument, matching, readPage, type Visibility } from '../paging/select.ts';
import type { ReadModel } from '../runner/read-model.ts';
import { orders as orderModel, type OrderTables } from './table.ts';
import type { DuePayment, OrderDocument, OrderSummary } from './view.ts';

export interface OrderFilters {
  readonly status?: OrderStatus;
  readonly type?: OrderType;
  readonly customerId?: string;
  /** Keeps those placed at it or later. */
  readonly from?: Instant;
  /** Keeps those placed before it. */
  readonly to?: Instant;
  /** Finds by words that all are in the order: its number or the number's last part, its external reference, its purchase order, SKUs of its lines. */
  readonly q?: string;
}

export interface OrderQueries {
  /** Gives undefined if there is none, or it is not `onlyCustomerId`'s. */
  getOrder(organizationId: string, orderId: string, visibility?: Visibility): Promise<OrderDocument | undefined>;
  /** Lists the newest first. */
  listOrders(organizationId: string, filters: OrderFilters, page: PageRequest): Promise<Page<OrderSummary>>;
}

export interface RecentPaymentQueries {
  /** Counts payments that the customer started at gateways since then, on orders placed in the last day before it or later. */
  countRecentPayments(organizationId: string, customerId: string, since: Instant): Promise<number>;
}

export interface DuePaymentQueries {
  /** Gives what a customer owes in a currency, the longest due first. */
  listDuePayments(organizationId: string, customerId: string, currency: Currency): Promise<readonly DuePayment[]>;
}

/** Lists how orders stand that may still be owed for: of the rest nothing was promised, or all of it came. */
const owed: readonly OrderPaymentStatus[] = ['authorized', 'partially_paid', 'partially_refunded', 'refunded'];

export const orderQueries = (readModel: ReadModel): OrderQueries & RecentPaymentQueries & DuePaymentQueries => {
  const db = readModel.db.withTables<OrderTables>();
  const orders = db.selectFrom('orders').select('document');
  const ofCustomer = (organizationId: string, customerId: string) =>
    matching(orders, { organization_id: organizationId, customer_id: customerId });
  return {
    getOrder: (organizationId, orderId, { onlyCustomerId } = {}) =>
      findDocument(orders, { organization_id: organizationId, order_id: orderId, customer_id: onlyCustomerId }),

    listOrders: (organizationId, { status, type, customerId, from, to, q }, page) => {
      const all = db.selectFrom('orders').select(summaryColumns);
      const found = db
        .selectFrom('order_search')
        .select('order_id')
        .where('organization_id', '=', organizationId)
        .where(hasWords(q ?? ''));
      return readPage(q === undefined ? all : all.where('order_id', 'in', found), {
        where: { organization_id: organizationId, status, type, customer_id: customerId },
        by: ['placed_at', 'order_id'],
        from,
        to,
        page,
        item: summaryOf,
        place: ({ placedAt, orderId }) => ({ at: placedAt, id: orderId }),
      });
    },

    countRecentPayments: async (organizationId, customerId, since) => {
      const rows = await ofCustomer(organizationId, customerId)
        .where('placed_at', '>=', new Date(addDays(since, -1)))
        .execute();
      const payments = rows.flatMap(({ document }) => document.payments);
      return payments.filter(({ settlement, startedAt }) => settlement === 'gateway' && startedAt >= since).length;
    },

    listDuePayments: async (organizationId, customerId, currency) => {
      const rows = await ofCustomer(organizationId, customerId)
        .where('currency', '=', currency)
        .where('payment_status', 'in', owed)
        .execute();
      return duePaymentsOf(rows.map(({ document }) => document));
    },
  };
};

/** Gives what is owed on these orders, the longest due first. */
export const duePaymentsOf = (
  orders: readonly Pick<OrderDocument, 'orderId' | 'orderNumber' | 'payments'>[],
): readonly DuePayment[] =>
  orders
    .flatMap(({ orderId, orderNumber, payments }) =>
      payments
        .filter(({ settlement, status }) => settlement === 'terms' && status === 'authorized')
        .map(({ paymentId, authorized, captured, dueAt }) => ({
          orderId,
          orderNumber,
          paymentId,
          amount: authorized - captured,
          dueAt,
        })),
    )
    .sort((a, b) => compare(a.dueAt ?? '', b.dueAt ?? '') || compare(a.paymentId, b.paymentId));

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

/**
 * An order's document after some more of its events, in order: what `getOrder` answered when they were the last ones.
 *
 * @param before undefined if the first of the events is the order's first
 */
export const orderAfter = (
  before: OrderDocument | undefined,
  events: readonly RecordedEvent[],
): OrderDocument | undefined => orderModel.after(before, events);

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

type SummaryRow = Pick<Selectable<OrderTables['orders']>, (typeof summaryColumns)[number]>;

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
