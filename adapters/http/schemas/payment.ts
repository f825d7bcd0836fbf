import { z } from 'zod';
import { amount, code, currency, id, text } from './common.ts';

export const paymentParams = z.strictObject({ order_id: id, payment_id: id });

export const newPayment = z.strictObject({
  payment_method: code,
  payment_method_id: text(200).exactOptional(),
  amount,
  currency,
});

/** All of what is authorised, or an amount with its currency. */
export const capture = z.union([z.strictObject({}), z.strictObject({ amount, currency })]);

export const refundMethod = z.enum(['original_payment', 'store_credit', 'cash']);

export const newRefund = z.strictObject({ amount, currency, refund_method: refundMethod.default('original_payment') });

export const startedPayment = z
  .object({
    payment_id: z.string(),
    status: z.enum(['pending', 'authorized', 'captured', 'failed', 'void_requested', 'voided']),
    client_secret: z.string().exactOptional(),
    order_status: z.string(),
    version: z.int(),
  })
  .meta({ id: 'StartedPayment' });
