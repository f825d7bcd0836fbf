import { z } from 'zod';
import { currency, id, item, money, order, quantity, reason } from './parts.ts';

const head = z.object({ return_id: id, rma_number: id, ...order });

/** What is told of returns, by routing key. */
export const returnMessages = {
  'return.requested': head
    .extend({
      reason,
      refund_method: z.enum(['original_payment', 'store_credit', 'cash', 'exchange']),
      exchange: z
        .object({ order_id: id, order_number: z.string(), total: money })
        .nullable()
        .describe('the order of what is wanted instead, placed once the goods are back'),
      items: z.array(item.extend({ sku: z.string(), amount: money })),
      amount: money.describe('if all of it is accepted'),
      currency,
    })
    .describe('The customer wants to send something back'),
  'return.approved': head.describe('They may'),
  'return.rejected': head.extend({ reason }).describe('They may not'),
  'return.received': head
    .extend({ accepted: z.array(z.object({ order_item_id: id, quantity })) })
    .describe('Every unit is accounted for'),
  'return.refunded': head.extend({ refund_id: id, amount: money, currency }).describe('It is paid back'),
};
