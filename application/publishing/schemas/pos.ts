import { z } from 'zod';
import { currency, id, item, money, reason } from './parts.ts';

const head = z.object({
  transaction_id: id,
  till_id: id,
  shift_id: id,
  local_id: id.nullable().describe('the store; null: none in particular'),
  customer_id: id.nullable(),
  items: z.array(item.omit({ order_item_id: true })),
  total: money,
  payments: z.array(z.object({ method: z.enum(['cash', 'card_local', 'store_credit', 'loyalty']), amount: money })),
  cash_rounding: money.describe('what the payments are more than the total, or less'),
  currency,
});

/** What is told of tills, by routing key. */
export const posMessages = {
  'pos.completed': head
    .extend({ tax: money, discount: money, origin: z.enum(['online', 'offline']) })
    .describe('Sold at a till'),
  'pos.voided': head.extend({ reason }).describe('Taken back whole'),
};
