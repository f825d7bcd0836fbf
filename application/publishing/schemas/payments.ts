import { z } from 'zod';
import { currency, id, instant, money, order, orderStatus, reason } from './parts.ts';

const head = z.object({ ...order, status: orderStatus, payment_id: id });
const amount = { amount: money, currency };

/** What is told of payments, by routing key. */
export const paymentMessages = {
  'payment.pending': head
    .extend({
      ...amount,
      method: id,
      settlement: z.enum(['immediate', 'gateway', 'terms']),
      due_at: instant.nullable().describe('When the customer has to have paid, of a payment on terms'),
    })
    .describe('A payment has begun'),
  'payment.succeeded': head.extend(amount).describe('So much of it is ours'),
  'payment.failed': head.extend({ reason }).describe('It will not come'),
  'payment.refunded': head
    .extend({ ...amount, refund_id: id, return_id: id.nullable() })
    .describe('So much of it was paid back'),
};
