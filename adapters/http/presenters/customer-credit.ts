import type { z } from 'zod';
import type { Customer } from '../../../application/ports/customers.ts';
import type { Instant } from '../../../domain/shared/message.ts';
import { sum } from '../../../domain/shared/money.ts';
import type { DuePayment } from '../../../projections/orders/view.ts';
import type { customerCredit } from '../schemas/customer-credit.ts';
import { moneyIn } from './money.ts';

/** What a customer may owe, and what they do at `now`. */
export const showCustomerCredit = (
  customerId: string,
  { limit, available, currency }: NonNullable<Customer['credit']>,
  due: readonly DuePayment[],
  now: Instant,
): z.input<typeof customerCredit> => {
  const money = moneyIn(currency);
  const used = sum(due.map(({ amount }) => amount));
  return {
    customer_id: customerId,
    currency,
    limit: money(limit),
    used: money(used),
    available: money(Math.max(available - used, 0)),
    due: due.map(({ orderId, orderNumber, paymentId, amount, dueAt }) => ({
      order_id: orderId,
      order_number: orderNumber,
      payment_id: paymentId,
      amount: money(amount),
      due_at: dueAt,
      overdue: dueAt !== null && dueAt < now,
    })),
  };
};
