import { z } from 'zod';
import { storable } from '../../../../application/input/texts.ts';
import { currency, foreignId, page } from '../shared/fields.ts';

/** Holds a customer's id, which another system gave. */
const accountId = z
  .string()
  .min(1)
  .max(120)
  .regex(storable, 'must not hold control characters')
  .describe('As an answer of this API gave it: `USD.customer.<id>`, or a guest’s `USD.order.<id>`');

export const creditAccountParams = z.strictObject({ account_id: accountId });

export const creditCustomerParams = z.strictObject({ customer_id: foreignId });

const account = z.object({
  account_id: z.string(),
  customer_id: z.string().nullable().describe('null: whoever knows the account’s id may spend it'),
  currency,
  balance: z.number(),
  version: z.int(),
  opened_at: z.string(),
  updated_at: z.string(),
});

const entry = z
  .object({
    version: z.int(),
    type: z.enum(['issued', 'redeemed', 'restored']),
    amount: z.number().describe('Negative where it was spent'),
    balance: z.number().describe('Of the account, after this entry'),
    order_id: z.string(),
    return_id: z.string().nullable(),
    refund_id: z.string().nullable(),
    payment_id: z.string().nullable(),
    exchange_order_id: z.string().nullable().describe('The replacement order that it was issued to pay'),
    at: z.string(),
  })
  .meta({ id: 'StoreCreditEntry' });

export const creditAccounts = z.object({ items: z.array(account) }).meta({ id: 'StoreCreditAccounts' });

export const creditStatement = z
  .object({ ...account.shape, entries: page(entry).describe('The newest first') })
  .meta({ id: 'StoreCreditStatement' });
