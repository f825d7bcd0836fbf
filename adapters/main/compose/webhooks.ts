import { receiveCarrierWebhook } from '../../../application/fulfillment/receive-carrier-webhook.ts';
import { receivePaymentWebhook } from '../../../application/payments/receive-payment-webhook.ts';
import { shipmentQueries } from '../../../projections/open-shipments/queries.ts';
import type { Composition } from './composition.ts';
import { systemClock } from './system.ts';

/** What is done with what gateways send, whether it comes over HTTP or through the broker. */
export const paymentWebhooks = ({ providers, handlers, logger }: Composition) =>
  receivePaymentWebhook({ gateways: providers, handlers, clock: systemClock, log: logger });

export const carrierWebhooks = ({ carriers, handlers, readModel, logger }: Composition) =>
  receiveCarrierWebhook({
    carriers,
    shipments: shipmentQueries(readModel),
    handlers,
    clock: systemClock,
    log: logger,
  });
