import { z } from 'zod';
import { holdsCardNumber } from '../../../../application/input/card-number.ts';
import { refundMethods } from '../../../../domain/order/event-parts.ts';
import { tenderStatuses } from '../../../../domain/order/state.ts';
import { amount, code, currency, id, text } from '../shared/fields.ts';

export const paymentParams = z.strictObject({ order_id: id, payment_id: id });

const loopback = ['localhost', '127.0.0.1', '[::1]'];

const isConfidential = (value: string): boolean => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url?.protocol === 'https:' || (url !== undefined && loopback.includes(url.hostname));
};

/** Takes an address that a browser may be sent to: one that cannot be read on the way. */
const returnUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((value) => isConfidential(value), 'must be https (http is for this machine only)')
  .refine((value) => !holdsCardNumber(value), 'must not hold a card number');

export const newPayment = z.strictObject({
  payment_method: code.describe('A tender or a payment provider; a refusal of an unknown one names them all'),
  payment_method_id: text(200).exactOptional(),
  amount,
  currency,
  capture: z
    .enum(['automatic', 'manual'])
    .default('automatic')
    .describe('`manual`: a payment provider holds the money until it is captured'),
  payer_email: z.email().max(254).exactOptional().describe('Handed on to the payment provider, not stored'),
  return_url: returnUrl.exactOptional().describe('Where the payer comes back to from the payment provider'),
});

/** All of what is authorised, or an amount with its currency. */
export const capture = z.union([z.strictObject({}), z.strictObject({ amount, currency })]);

export const newRefund = z.strictObject({
  amount,
  currency,
  refund_method: z.enum(refundMethods).default('original_payment'),
});

export const startedPayment = z
  .object({
    payment_id: z.string(),
    status: z.enum(tenderStatuses),
    client_secret: z.string().exactOptional().describe('What the payer’s browser confirms the payment with'),
    approval_url: z.string().exactOptional().describe('Where the payer goes to agree to the payment'),
    order_status: z.string(),
    version: z.int(),
  })
  .meta({ id: 'StartedPayment' });
