import { toWire, type Minor } from '../../../domain/shared/money.ts';
import type { OrderStatus } from '../../../domain/shared/order-status.ts';
import type { Subject } from '../aggregate-lookup.ts';
import type { paymentMessages } from '../schemas/payments.ts';
import { orderHead, type Messages } from './parts.ts';

interface PaymentFacts {
  readonly paymentId: string;
  readonly status: OrderStatus;
}

export const payments: Messages<keyof typeof paymentMessages> = {
  'payment.pending': async (data, about) => ({
    ...(await withAmount(data, about)),
    method: data.method,
    settlement: data.settlement,
    due_at: data.dueAt ?? null,
  }),
  'payment.succeeded': (data, about) => withAmount(data, about),
  'payment.failed': async (data, about) => ({ ...(await head(data, about)), reason: data.reason }),
  'payment.refunded': async (data, about) => ({
    ...(await withAmount(data, about)),
    refund_id: data.refundId,
    return_id: data.returnId,
  }),
};

const head = async (data: PaymentFacts, about: Subject) => ({
  ...orderHead(await about.order(), data),
  payment_id: data.paymentId,
});

const withAmount = async (data: PaymentFacts & { readonly amount: Minor }, about: Subject) => {
  const { currency } = (await about.order()).quote;
  return { ...(await head(data, about)), amount: toWire(data.amount, currency), currency };
};
