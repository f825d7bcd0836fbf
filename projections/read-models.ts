import { cartsProjection } from './carts/projection.ts';
import { creditAccountsProjection, creditEntriesProjection } from './credit-accounts/projection.ts';
import { deadlinesProjection, type DeadlinePolicyOf } from './deadlines/projection.ts';
import { journalProjection } from './journal/projection.ts';
import { openShipmentsProjection } from './open-shipments/projection.ts';
import { ordersProjection } from './orders/projection.ts';
import { pickingListsProjection } from './picking-lists/projection.ts';
import { posTransactionsProjection } from './pos-transactions/projection.ts';
import { promotionsProjection } from './promotions/projection.ts';
import { returnsProjection } from './returns/projection.ts';
import { salesQuotesProjection } from './sales-quotes/projection.ts';
import { subscriptionsProjection } from './subscriptions/projection.ts';
import { taxDocumentsProjection } from './tax-documents/projection.ts';
import { tillShiftsProjection } from './till-shifts/projection.ts';
import type { Projection } from './runner/projection.ts';

/** All read models, for one projector. */
export const allProjections = (policyOf: DeadlinePolicyOf): readonly Projection[] => [
  cartsProjection,
  ordersProjection,
  returnsProjection,
  pickingListsProjection,
  openShipmentsProjection,
  promotionsProjection,
  salesQuotesProjection,
  subscriptionsProjection,
  creditAccountsProjection,
  creditEntriesProjection,
  taxDocumentsProjection,
  tillShiftsProjection,
  posTransactionsProjection,
  journalProjection,
  deadlinesProjection(policyOf),
];
