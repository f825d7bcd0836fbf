import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable, table } from '../runner/table.ts';
import { searchWords } from '../paging/search-words.ts';
import { evolveOrder } from './evolve.ts';
import type { OrderDocument } from './view.ts';

const { text, optionalText, texts, bigint, integer, timestamp } = columnsOf<OrderDocument>();

/**
 * What an order is found by: its number (`ord-2026-000042`, also `000042`), its names elsewhere (the customer's purchase order
 * among them), its lines' SKUs. Never personal data: this is stored in clear.
 */
const wordsOf = (order: OrderDocument): readonly string[] => {
  const { orderNumber, externalReference, purchaseOrderNumber, lines } = order;
  const names = [orderNumber, orderNumber.split('-').at(-1), externalReference, purchaseOrderNumber];
  return searchWords([...names, ...lines.map(({ sku }) => sku)].join(' '));
};

/** Keeps orders: what lists show and sort by, the document of `GET /orders/{id}`, and the words that they are found by. */
export const orders = defineReadModel({
  name: 'orders',
  version: 5,
  categories: ['order'],
  subject: 'an order',
  evolve: evolveOrder,
  tables: {
    orders: documentTable({
      since: '0001_read_models',
      id: 'order_id',
      columns: {
        order_number: text((order) => order.orderNumber),
        type: text((order) => order.orderType),
        status: text((order) => order.status),
        customer_id: optionalText((order) => order.customerId),
        currency: text((order) => order.currency),
        total: bigint((order) => order.totals.total),
        lines_count: integer((order) => order.lines.length),
        captured: bigint((order) => order.captured),
        refunded: bigint((order) => order.refunded),
        payment_status: text((order) => order.paymentStatus),
        placed_at: timestamp((order) => order.placedAt),
        updated_at: timestamp((order) => order.updatedAt),
      },
      // Each list of orders is one of the indexes read backwards: newest first, paged by (placed_at, order_id).
      indexes: [
        '(organization_id, placed_at, order_id)',
        '(organization_id, status, placed_at, order_id)',
        '(organization_id, customer_id, placed_at, order_id)',
      ],
      storage: 'external',
    }),
    order_search: table({
      since: '0001_read_models',
      columns: { order_id: text((_, { id }) => id), terms: texts(wordsOf) },
      key: ['order_id'],
      indexes: ['using gin (terms)'],
      stream: 'order_id',
      rows: (order: OrderDocument) => [order],
      written: 'once',
    }),
  },
});

export type OrderTables = TablesOf<typeof orders>;
