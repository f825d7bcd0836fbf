import { v7 } from 'uuid';
import { receiveCarrierWebhook } from '../../../application/fulfillment/receive-carrier-webhook.ts';
import { createHistory } from '../../../application/history/history.ts';
import { receivePaymentWebhook } from '../../../application/payments/receive-payment-webhook.ts';
import { shipmentQueries } from '../../../projections/open-shipments/queries.ts';
import { readSide } from '../../../projections/read-models.ts';
import { VersionWaiter } from '../../../projections/versions/waiter.ts';
import { developmentAuthenticator } from '../../auth/development.ts';
import { withDatabaseNamed } from '../../postgres/reach.ts';
import type { Composition } from './composition.ts';
import { systemClock } from './system.ts';

/** Opens what both interfaces, HTTP and gRPC, stand on. */
export const openApiDependencies = ({ database, store, readModel, engine, logger }: Composition) => {
  const versions = new VersionWaiter(readModel, { connectionString: database.url });
  return {
    versions,
    dependencies: {
      engine,
      history: createHistory(store),
      readSide: { ...readSide(readModel), waitForVersion: versions.waitForVersion.bind(versions) },
      authenticator: developmentAuthenticator,
      newId: v7,
      translateError: withDatabaseNamed,
      clock: systemClock,
      logger,
    },
  };
};

/** Acts on what gateways send, whether it comes over HTTP or through the broker. */
export const paymentWebhooks = ({ providers, handlers, logger }: Composition) =>
  receivePaymentWebhook({ gateways: providers, handlers, clock: systemClock, log: logger });

/** Acts on what carriers send. */
export const carrierWebhooks = ({ carriers, handlers, readModel, logger }: Composition) =>
  receiveCarrierWebhook({
    carriers,
    shipments: shipmentQueries(readModel),
    handlers,
    clock: systemClock,
    log: logger,
  });
