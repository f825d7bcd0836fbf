import { z } from 'zod';
import { currencies, formatMinor, parseMinor, type Currency, type Minor } from '../../../domain/shared/money.ts';
import type { SandboxPayment } from './payment.ts';

// The payment API's requests as zod reads them, and its answers. Amounts are decimal strings of the payment's currency.

const name = z.string().min(1).max(200);
const amount = z.string().min(1).max(20);

export const newPayment = z.strictObject({
  organization_id: name,
  reference: name,
  order_number: name,
  amount,
  currency: z.enum(currencies),
  capture: z.enum(['now', 'later']),
  method_id: name.nullable(),
  return_url: z.url({ protocol: /^https?$/ }).nullable(),
});

export const confirmation = z.strictObject({ client_secret: name, method_id: name });

export const someAmount = z.strictObject({ amount });

export const newRefund = z.strictObject({ refund_id: name, amount });

export const nothing = z.strictObject({});

/** What the approval page's buttons send. */
export const decision = z.strictObject({ decision: z.enum(['approve', 'decline']) });

/** @throws z.ZodError if it is no amount above zero of this currency */
export const minorOf = (text: string, currency: Currency): Minor =>
  z
    .string()
    .transform((value, context) => {
      const minor = parseMinor(value, currency);
      if (minor === undefined || minor <= 0) context.addIssue(`must be an amount of ${currency} above zero`);
      return minor ?? z.NEVER;
    })
    .parse(text);

/** A payment as anybody with the key sees it, and as webhooks tell of it. */
export const showPayment = (payment: SandboxPayment) => {
  const money = (minor: Minor): string => formatMinor(minor, payment.currency);
  return {
    payment_id: payment.paymentId,
    organization_id: payment.organizationId,
    reference: payment.reference,
    order_number: payment.orderNumber,
    status: payment.status,
    amount: money(payment.amount),
    currency: payment.currency,
    authorized: money(payment.authorized),
    captured: money(payment.captured),
    refunded: money(payment.refunded),
    decline_reason: payment.declineReason,
  };
};

export interface ShownRefund {
  readonly refund_id: string;
  readonly amount: string;
  readonly status: 'succeeded';
}
