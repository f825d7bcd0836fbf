import Stripe from 'stripe';
import { refusedByGateway, type GatewayRefusal } from '../../../application/payments/gateway-refusal.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';

/** Statuses that judge the request; every other one is about credentials, load, or Stripe itself. */
const judgements: ReadonlySet<number> = new Set([400, 402, 404]);

/**
 * Makes a call and answers what Stripe says to it.
 * @throws ServiceUnavailableError if it says nothing of use. The cause names no more than Stripe's kind of error: the
 * SDK's own errors carry requests and headers.
 */
export const ask = async <Value>(call: () => Promise<Value>): Promise<Value | GatewayRefusal> => {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    if (judgements.has(error.statusCode ?? 0) && error.code !== 'rate_limit') {
      return refusedByGateway(error.decline_code ?? error.code ?? error.type, error.message);
    }
    throw unavailable(describe(error));
  }
};

export const unavailable = (reason: string): ServiceUnavailableError =>
  new ServiceUnavailableError('stripe', { cause: new Error(reason) });

const describe = ({ type, statusCode }: Stripe.errors.StripeError): string => {
  switch (statusCode) {
    case 401:
      return 'Stripe does not know the API key: check it';
    case 403:
      return 'Stripe does not let the API key do this: check its permissions';
    default:
      return statusCode === undefined ? type : `${type} ${statusCode}`;
  }
};
