import { z } from 'zod';
import type { Customer } from '../../../../application/ports/customers.ts';
import type { Instant } from '../../../../domain/shared/message.ts';
import { sum } from '../../../../domain/shared/money.ts';
import type { DuePayment } from '../../../../projections/orders/view.ts';
import { respond } from '../../server/answer.ts';
import { nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { notFound } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import { currency, foreignId } from '../shared/fields.ts';
import { moneyIn } from '../shared/money.ts';

const customerParams = z.strictObject({ customer_id: foreignId });

const due = z.object({
  order_id: z.string(),
  order_number: z.string(),
  payment_id: z.string(),
  amount: z.number().describe('What is left to pay'),
  due_at: z.string().nullable(),
  overdue: z.boolean(),
});

const customerCredit = z
  .object({
    customer_id: z.string(),
    currency,
    limit: z.number().describe('What they may owe in all, as the Customer service says'),
    used: z.number().describe('What orders on terms hold of it'),
    available: z.number(),
    due: z.array(due).describe('The longest due first'),
  })
  .meta({ id: 'CustomerCredit' });

/** Shows what a customer may owe, and what they do at `now`. */
const showCustomerCredit = (
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

export const customerCreditRoutes = ({ readSide, customers, clock }: RouteDependencies): readonly Route[] => [
  read({
    tag: 'orders',
    method: 'get',
    path: '/api/v1/customers/{customer_id}/credit',
    summary: 'Shows what a customer may owe, and what is due when; 404 if they have no credit',
    permission: 'credit:read',
    params: customerParams,
    query: nothing,
    response: customerCredit,
    handle: async ({ params: { customer_id } }, { organizationId, onlyCustomerId = customer_id }) => {
      if (customer_id !== onlyCustomerId) throw notFound('credit');
      const customer = await customers.customer(organizationId, customer_id);
      if (customer?.credit == null) throw notFound('credit');
      const { credit } = customer;
      const due = await readSide.listDuePayments(organizationId, customer_id, credit.currency);
      return respond(showCustomerCredit(customer_id, credit, due, clock.now()));
    },
  }),
];
