import { v7 } from 'uuid';
import { createHistory } from '../../../application/history/history.ts';
import { cartQueries } from '../../../projections/carts/queries.ts';
import { creditAccountQueries } from '../../../projections/credit-accounts/queries.ts';
import { journalQueries } from '../../../projections/journal/queries.ts';
import { duePaymentQueries } from '../../../projections/due-payments/queries.ts';
import { orderQueries } from '../../../projections/orders/queries.ts';
import { pickingListQueries } from '../../../projections/picking-lists/queries.ts';
import { promotionQueries } from '../../../projections/promotions/queries.ts';
import { returnQueries } from '../../../projections/returns/queries.ts';
import { salesQuoteQueries } from '../../../projections/sales-quotes/queries.ts';
import { subscriptionQueries } from '../../../projections/subscriptions/queries.ts';
import { taxDocumentQueries } from '../../../projections/tax-documents/queries.ts';
import { posTransactionQueries } from '../../../projections/pos-transactions/queries.ts';
import { tillShiftQueries } from '../../../projections/till-shifts/queries.ts';
import { VersionWaiter } from '../../../projections/versions/waiter.ts';
import { developmentAuthenticator } from '../../auth/development.ts';
import type { Composition } from './composition.ts';
import { systemClock } from './system.ts';

/** What both interfaces, HTTP and gRPC, stand on. */
export const openApiDependencies = ({ database, store, readModel, engine, logger }: Composition) => {
  const versions = new VersionWaiter(readModel, { connectionString: database.url });
  const history = createHistory(store);
  return {
    versions,
    dependencies: {
      engine,
      history,
      readSide: {
        ...cartQueries(readModel),
        ...creditAccountQueries(readModel),
        ...duePaymentQueries(readModel),
        ...journalQueries(readModel),
        ...orderQueries(readModel),
        ...pickingListQueries(readModel),
        ...promotionQueries(readModel),
        ...returnQueries(readModel),
        ...salesQuoteQueries(readModel),
        ...subscriptionQueries(readModel),
        ...taxDocumentQueries(readModel),
        ...tillShiftQueries(readModel),
        ...posTransactionQueries(readModel),
        waitForVersion: versions.waitForVersion.bind(versions),
      },
      authenticator: developmentAuthenticator,
      newId: v7,
      clock: systemClock,
      logger,
    },
  };
};
