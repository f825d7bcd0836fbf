import type { Customers } from '../../application/ports/customers.ts';
import { customerService } from '../../proto/services.ts';
import { knownCustomer, pointsEarned } from './customer-messages.ts';
import { toMoney } from './money-message.ts';
import { connectService, type RemoteService, type ServiceClientOptions } from './service-client.ts';

/**
 * The Customer service over gRPC (proto/customer.proto). Nothing is answered from memory: credit and addresses are asked
 * for when something depends on them. Besides ServiceUnavailableError its calls throw ServiceContractError if the far end
 * refuses a request as invalid, or answers what the contract does not allow.
 */
export const connectCustomers = (options: ServiceClientOptions): Customers & RemoteService => {
  const { call, ...remote } = connectService('customer', customerService, options);
  return {
    ...remote,
    customer: (organizationId, customerId) =>
      call('GetCustomer', { organization_id: organizationId, customer_id: customerId }, knownCustomer),
    addLoyaltyPoints: ({ organizationId, customerId, transactionId, amount, currency }) =>
      call(
        'AddLoyaltyPoints',
        {
          organization_id: organizationId,
          idempotency_key: transactionId,
          customer_id: customerId,
          transaction_id: transactionId,
          amount: toMoney(amount, currency),
        },
        pointsEarned,
      ),
  };
};
