import type { Pricing } from '../../application/ports/pricing.ts';
import { formatQuantity } from '../../domain/shared/quantity.ts';
import { pricingService } from '../../proto/services.ts';
import { priceOf, promotions } from './pricing-messages.ts';
import { connectService, type RemoteService, type ServiceClientOptions } from './service-client.ts';

/**
 * The Pricing service over gRPC (proto/pricing.proto). Nothing is answered from memory: a price is what the customer pays.
 * Besides ServiceUnavailableError its calls throw ServiceContractError if the far end refuses a request as invalid, or
 * answers what the contract does not allow, such as amounts that do not add up.
 */
export const connectPricing = (options: ServiceClientOptions): Pricing & RemoteService => {
  const { call, ...remote } = connectService('pricing', pricingService, options);
  return {
    ...remote,
    calculatePrice: ({ organizationId, variantId, quantity, customerId, localId }) =>
      call(
        'CalculatePrice',
        {
          organization_id: organizationId,
          local_id: localId ?? '',
          variant_id: variantId,
          quantity: formatQuantity(quantity),
          customer_id: customerId ?? '',
        },
        priceOf(quantity),
      ),
    activePromotions: (organizationId, localId) =>
      call('GetActivePromotions', { organization_id: organizationId, local_id: localId ?? '' }, promotions),
  };
};
