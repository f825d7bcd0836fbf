import type { PaymentState } from '../../domain/order/state.ts';
import type { Currency } from '../../domain/shared/money.ts';
import type { GatewayPayment, PaymentGateway, PaymentGateways } from '../ports/payment-gateway.ts';
import { ServiceUnavailableError } from '../ports/service-unavailable.ts';

/** A payment as its gateway knows it; undefined as long as the gateway has not given its id of it. */
export const gatewayPayment = (
  organizationId: string,
  currency: Currency,
  { paymentId, gatewayPaymentId }: Pick<PaymentState, 'paymentId' | 'gatewayPaymentId'>,
): GatewayPayment | undefined =>
  gatewayPaymentId === null ? undefined : { organizationId, paymentId, gatewayPaymentId, currency };

/**
 * The gateway of a payment that was begun with it.
 * @throws ServiceUnavailableError while it is not configured: what waits for it goes on once it is again
 */
export const gatewayNamed = (gateways: PaymentGateways, name: string): PaymentGateway => {
  const gateway = gateways.get(name);
  if (gateway === undefined) throw new ServiceUnavailableError(name);
  return gateway;
};
