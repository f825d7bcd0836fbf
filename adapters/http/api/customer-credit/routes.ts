import { respond } from '../../server/answer.ts';
import { nothing, read } from '../../server/define-route.ts';
import type { RouteDependencies } from '../../server/dependencies.ts';
import { notFound } from '../../server/reading.ts';
import type { Route } from '../../server/route.ts';
import * as schema from './schema.ts';
import { showCustomerCredit } from './show.ts';

export const customerCreditRoutes = ({ readSide, customers, clock }: RouteDependencies): readonly Route[] => [
  read({
    tag: 'orders',
    method: 'get',
    path: '/api/v1/customers/{customer_id}/credit',
    summary: 'Shows what a customer may owe, and what is due when; 404 if they have no credit',
    permission: 'credit:read',
    params: schema.customerParams,
    query: nothing,
    response: schema.customerCredit,
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
