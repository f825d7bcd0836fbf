import type { RouteDependencies } from '../server/dependencies.ts';
import type { Route } from '../server/route.ts';
import { cartRoutes } from './carts/routes.ts';
import { customerCreditRoutes } from './customer-credit/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { fulfillmentRoutes, pickingListRoutes } from './fulfillment/routes.ts';
import { journalRoutes } from './journal/routes.ts';
import { operationRoutes } from './operations/routes.ts';
import { orderHistoryRoutes } from './orders/history.ts';
import { orderRoutes, placingRoutes } from './orders/routes.ts';
import { paymentRoutes } from './payments/routes.ts';
import { shiftRoutes } from './pos-shifts/routes.ts';
import { posSyncRoutes } from './pos-sync/routes.ts';
import { posTransactionRoutes } from './pos-transactions/routes.ts';
import { productRoutes } from './products/routes.ts';
import { promotionRoutes } from './promotions/routes.ts';
import { publicationRoutes } from './publications/routes.ts';
import { quoteRoutes } from './quotes/routes.ts';
import { returnRoutes } from './returns/routes.ts';
import { shipmentRoutes, shippingRateRoutes } from './shipments/routes.ts';
import { storeCreditRoutes } from './store-credit/routes.ts';
import { subscriptionRoutes } from './subscriptions/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** Lists every route, the busiest first: Express tries them in this order. */
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
