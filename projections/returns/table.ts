import { columnsOf } from '../runner/columns.ts';
import { defineReadModel, type TablesOf } from '../runner/define-read-model.ts';
import { documentTable } from '../runner/table.ts';
import { evolveReturn } from './evolve.ts';
import type { ReturnDocument } from './view.ts';

const { text, optionalText, bigint, integer, timestamp } = columnsOf<ReturnDocument>();

/** Keeps returns as `GET /returns/{id}` shows them. */
export const returns = defineReadModel({
  name: 'returns',
  version: 2,
  categories: ['return'],
  subject: 'a return',
  evolve: evolveReturn,
  tables: {
    returns: documentTable({
      since: '0001_read_models',
      id: 'return_id',
      columns: {
        rma_number: text((rma) => rma.rmaNumber),
        order_id: text((rma) => rma.orderId),
        customer_id: optionalText((rma) => rma.customerId),
        status: text((rma) => rma.status),
        currency: text((rma) => rma.currency),
        // Estimated until refunded, then what was paid back.
        amount: bigint((rma) => rma.amount),
        lines_count: integer(({ lines }) => lines.reduce((count, { reasons }) => count + reasons.length, 0)),
        requested_at: timestamp((rma) => rma.requestedAt),
        updated_at: timestamp((rma) => rma.updatedAt),
      },
      storage: 'external',
    }),
  },
});

export type ReturnTables = TablesOf<typeof returns>;
