import { z } from 'zod';
import { currency, foreignId } from '../shared/fields.ts';

export const customerParams = z.strictObject({ customer_id: foreignId });

const due = z.object({
  order_id: z.string(),
  order_number: z.string(),
  payment_id: z.string(),
  amount: z.number().describe('What is left to pay'),
  due_at: z.string().nullable(),
  overdue: z.boolean(),
});

export const customerCredit = z
  .object({
    customer_id: z.string(),
    currency,
    limit: z.number().describe('What they may owe in all, as the Customer service says'),
    used: z.number().describe('What orders on terms hold of it'),
    available: z.number(),
    due: z.array(due).describe('The longest due first'),
  })
  .meta({ id: 'CustomerCredit' });
