import { reject, type Refusal } from '../../domain/shared/decider.ts';
import type { Customers } from '../ports/customers.ts';

/**
 * Refuses a customer whom the Customer service does not know as `customer_not_found`; an unnamed buyer is fine.
 * @throws ServiceUnavailableError
 */
export const refuseUnknownCustomer = async (
  customers: Pick<Customers, 'customer'>,
  organizationId: string,
  customerId: string | null,
): Promise<Refusal | undefined> => {
  if (customerId === null || (await customers.customer(organizationId, customerId)) !== undefined) return undefined;
  return reject('not_found', 'customer_not_found', 'there is no such customer', { customer_id: customerId });
};
