import type { CartQueries } from '../../../projections/carts/queries.ts';
import type { CreditAccountQueries } from '../../../projections/credit-accounts/queries.ts';
import type { JournalQueries } from '../../../projections/journal/queries.ts';
import type { DuePaymentQueries, OrderQueries } from '../../../projections/orders/queries.ts';
import type { PickingListQueries } from '../../../projections/picking-lists/queries.ts';
import type { PosTransactionQueries } from '../../../projections/pos-transactions/queries.ts';
import type { PromotionQueries } from '../../../projections/promotions/queries.ts';
import type { ReturnQueries } from '../../../projections/returns/queries.ts';
import type { SalesQuoteQueries } from '../../../projections/sales-quotes/queries.ts';
import type { SubscriptionQueries } from '../../../projections/subscriptions/queries.ts';
import type { TaxDocumentQueries } from '../../../projections/tax-documents/queries.ts';
import type { TillShiftQueries } from '../../../projections/till-shifts/queries.ts';
import type { VersionQueries } from '../../../projections/versions/queries.ts';

/** Holds what the routes ask of the read models. Undefined: there is none, or not for who asks. */
export interface ReadSide
  extends
    CartQueries,
    CreditAccountQueries,
    DuePaymentQueries,
    JournalQueries,
    OrderQueries,
    PickingListQueries,
    PosTransactionQueries,
    PromotionQueries,
    ReturnQueries,
    SalesQuoteQueries,
    SubscriptionQueries,
    TaxDocumentQueries,
    TillShiftQueries,
    VersionQueries {}
