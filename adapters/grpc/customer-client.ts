import type { Customers } from '../../application/ports/customers.ts';
import { customerService } from '../../proto/services.ts';
import {
  knownCustomer,
  pointsDeducted,
  pointsEarned,
  redemption,
  restored,
  toPayment,
  toPurchase,
} from './customer-messages.ts';
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
    addLoyaltyPoints: (purchase) => call('AddLoyaltyPoints', toPurchase(purchase), pointsEarned),
    deductLoyaltyPoints: (purchase) => call('DeductLoyaltyPoints', toPurchase(purchase), pointsDeducted),
    redeemLoyaltyPoints: (payment) =>
      call('RedeemLoyaltyPoints', { ...toPayment(payment), points: payment.points }, redemption),
    restoreLoyaltyPoints: async (payment) => {
      await call('RestoreLoyaltyPoints', toPayment(payment), restored);
    },
  };
};
