import type { RouteDependencies } from '../dependencies.ts';
import type { Route } from '../route.ts';
import { cartRoutes } from './carts.ts';
import { customerCreditRoutes } from './customer-credit.ts';
import { documentRoutes } from './documents.ts';
import { fulfillmentRoutes } from './fulfillment.ts';
import { journalRoutes } from './journal.ts';
import { operationRoutes } from './operations.ts';
import { orderHistoryRoutes } from './order-history.ts';
import { orderRoutes } from './orders.ts';
import { paymentRoutes } from './payments.ts';
import { pickingListRoutes } from './picking-lists.ts';
import { placingRoutes } from './placing.ts';
import { shiftRoutes } from './pos-shifts.ts';
import { posSyncRoutes } from './pos-sync.ts';
import { posTransactionRoutes } from './pos-transactions.ts';
import { productRoutes } from './products.ts';
import { promotionRoutes } from './promotions.ts';
import { publicationRoutes } from './publications.ts';
import { quoteRoutes } from './quotes.ts';
import { returnRoutes } from './returns.ts';
import { shipmentRoutes } from './shipments.ts';
import { webhookRoutes } from './webhooks.ts';
import { storeCreditRoutes } from './store-credit.ts';
import { shippingRateRoutes } from './shipping-rates.ts';
import { subscriptionRoutes } from './subscriptions.ts';

/** Every route, the busiest first: Express tries them in this order. */
export const allRoutes = (deps: RouteDependencies): readonly Route[] => [
  ...cartRoutes(deps),
  ...paymentRoutes(deps),
  ...placingRoutes(deps),
  ...orderRoutes(deps),
  ...orderHistoryRoutes(deps),
  ...productRoutes(deps),
  ...posTransactionRoutes(deps),
  ...shiftRoutes(deps),
  ...posSyncRoutes(deps),
  ...fulfillmentRoutes(deps),
  ...pickingListRoutes(deps),
  ...shipmentRoutes(deps),
  ...shippingRateRoutes(deps),
  ...returnRoutes(deps),
  ...documentRoutes(deps),
  ...promotionRoutes(deps),
  ...quoteRoutes(deps),
  ...subscriptionRoutes(deps),
  ...storeCreditRoutes(deps),
  ...customerCreditRoutes(deps),
  ...journalRoutes(deps),
  ...webhookRoutes(deps),
  ...publicationRoutes(deps),
  ...operationRoutes(deps),
];
