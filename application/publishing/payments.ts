import { z } from 'zod';
import { settlements } from '../../domain/order/event-parts.ts';
import { toWire, type Minor } from '../../domain/shared/money.ts';
import type { OrderStatus } from '../../domain/shared/order-status.ts';
import type { Subject } from './aggregate-lookup.ts';
import { currency, id, instant, type Messages, money, ofOrder, orderHead, reason } from './message-parts.ts';

const head = ofOrder.extend({ payment_id: id });
const amount = { amount: money, currency };

/** Lists what is published of payments, by routing key. */
export const paymentMessages = {
  'payment.pending': head
    .extend({
      ...amount,
      method: id,
      settlement: z.enum(settlements),
      due_at: instant.nullable().describe('When the customer has to have paid, of a payment on terms'),
    })
    .describe('A payment has begun'),
  'payment.succeeded': head.extend(amount).describe('So much of it is ours'),
  'payment.failed': head.extend({ reason }).describe('It will not come'),
  'payment.refunded': head
    .extend({ ...amount, refund_id: id, return_id: id.nullable() })
    .describe('So much of it was paid back'),
};

interface PaymentFacts {
  readonly paymentId: string;
  readonly status: OrderStatus;
}

export const payments: Messages<typeof paymentMessages> = {
  'payment.pending': async (data, about) => ({
    ...(await withAmount(data, about)),
    method: data.method,
    settlement: data.settlement,
    due_at: data.dueAt ?? null,
  }),
  'payment.succeeded': (data, about) => withAmount(data, about),
  'payment.failed': async (data, about) => ({ ...(await headOf(data, about)), reason: data.reason }),
  'payment.refunded': async (data, about) => ({
    ...(await withAmount(data, about)),
    refund_id: data.refundId,
    return_id: data.returnId,
  }),
};

const headOf = async (data: PaymentFacts, about: Subject) => ({
  ...orderHead(await about.order(), data),
  payment_id: data.paymentId,
});

const withAmount = async (data: PaymentFacts & { readonly amount: Minor }, about: Subject) => {
  const { currency } = (await about.order()).quote;
  return { ...(await headOf(data, about)), amount: toWire(data.amount, currency), currency };
};
