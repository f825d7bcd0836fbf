import { Kysely, PostgresDialect, type ColumnType, type Dialect, type PostgresPool } from 'kysely';
import type { CartStatus, CartDocument } from './carts/view.ts';
import type { DueDeadline } from './deadlines/view.ts';
import type { OrderPaymentStatus } from '../domain/shared/payment-status.ts';
import type { OrderDocument } from './orders/view.ts';
import type { PickingLine, PickingStatus } from './picking-lists/view.ts';
import type { PromotionDocument } from './promotions/view.ts';
import type { ReturnDocument } from './returns/view.ts';
import type { SalesQuoteDocument } from './sales-quotes/view.ts';
import type { SubscriptionDocument } from './subscriptions/view.ts';
import type { OrderType } from '../domain/order/events.ts';
import type { ReturnStatus } from '../domain/return/events.ts';
import type { SalesQuoteStatus } from '../domain/quote/events.ts';
import type { SubscriptionStatus } from '../domain/subscription/events.ts';
import type { Instant, Position } from '../domain/shared/message.ts';
import type { Currency, Minor } from '../domain/shared/money.ts';
import type { OrderStatus } from '../domain/shared/order-status.ts';
import type { BigInteger, Json, Timestamp } from './columns.ts';
import type {
  CreditAccountsTable,
  CreditEntriesTable,
  JournalEntriesTable,
  JournalMemosTable,
  TaxDocumentsTable,
} from './money-tables.ts';
import type { PosTransactionsTable, TillShiftsTable } from './till-tables.ts';

interface CheckpointsTable {
  projector: string;
  position: BigInteger<Position>;
  /** Names and versions of the projections that the rows were made by. */
  projections: string;
}

interface CartsTable {
  organization_id: string;
  cart_id: string;
  status: CartStatus;
  customer_id: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
  version: number;
  document: Json<CartDocument>;
}

/** The variants that open carts hold, each once a cart. */
interface CartVariantsTable {
  organization_id: string;
  variant_id: string;
  cart_id: string;
}

interface OrdersTable {
  organization_id: string;
  order_id: string;
  order_number: string;
  type: OrderType;
  status: OrderStatus;
  customer_id: string | null;
  currency: Currency;
  total: BigInteger<Minor>;
  lines_count: number;
  captured: BigInteger<Minor>;
  refunded: BigInteger<Minor>;
  payment_status: OrderPaymentStatus;
  placed_at: Timestamp;
  updated_at: Timestamp;
  version: number;
  document: Json<OrderDocument>;
}

/** What an order is found by: never changes, so it is written once. No personal data. */
interface OrderSearchTable {
  organization_id: string;
  order_id: string;
  terms: string[];
}

interface ReturnsTable {
  organization_id: string;
  return_id: string;
  rma_number: string;
  order_id: string;
  customer_id: string | null;
  status: ReturnStatus;
  currency: Currency;
  /** Estimated until refunded, then what was paid back. */
  amount: BigInteger<Minor>;
  lines_count: number;
  requested_at: Timestamp;
  updated_at: Timestamp;
  version: number;
  document: Json<ReturnDocument>;
}

/** Open tasks only: the order's document keeps the finished ones. */
interface PickingListsTable {
  organization_id: string;
  task_id: string;
  order_id: string;
  warehouse_id: string;
  status: PickingStatus;
  assigned_at: Timestamp;
  lines: Json<readonly PickingLine[]>;
}

/** Shipments that have not ended. */
interface OpenShipmentsTable {
  organization_id: string;
  order_id: string;
  shipment_id: string;
  carrier: string;
  tracking_number: string | null;
  attempts: number;
  resent_at: ColumnType<Date | null, Instant | null, Instant | null>;
}

interface DeadlinesTable {
  organization_id: string;
  aggregate: DueDeadline['aggregate'];
  id: string;
  kind: DueDeadline['kind'];
  due_at: Timestamp;
  wait_minutes: number;
}

interface SubscriptionsTable {
  organization_id: string;
  subscription_id: string;
  customer_id: string;
  status: SubscriptionStatus;
  started_at: Timestamp;
  updated_at: Timestamp;
  version: number;
  document: Json<SubscriptionDocument>;
}

interface PromotionsTable {
  organization_id: string;
  promotion_id: string;
  code: string | null;
  status: PromotionDocument['status'];
  expires_at: ColumnType<Date | null, Instant | null, Instant | null>;
  defined_at: Timestamp;
  version: number;
  document: Json<PromotionDocument>;
}

interface SalesQuotesTable {
  organization_id: string;
  sales_quote_id: string;
  customer_id: string | null;
  status: SalesQuoteStatus;
  /** Whether the customer sees the current terms. */
  is_offered: boolean;
  /** What it is found by. No personal data. */
  terms: string[];
  drafted_at: Timestamp;
  updated_at: Timestamp;
  version: number;
  document: Json<SalesQuoteDocument>;
}

export interface ReadModelTables {
  checkpoints: CheckpointsTable;
  carts: CartsTable;
  cart_variants: CartVariantsTable;
  orders: OrdersTable;
  order_search: OrderSearchTable;
  returns: ReturnsTable;
  picking_lists: PickingListsTable;
  open_shipments: OpenShipmentsTable;
  deadlines: DeadlinesTable;
  credit_accounts: CreditAccountsTable;
  credit_entries: CreditEntriesTable;
  promotions: PromotionsTable;
  sales_quotes: SalesQuotesTable;
  subscriptions: SubscriptionsTable;
  tax_documents: TaxDocumentsTable;
  till_shifts: TillShiftsTable;
  pos_transactions: PosTransactionsTable;
  journal_entries: JournalEntriesTable;
  journal_memos: JournalMemosTable;
}

/** The read models of one schema. A rebuild fills a second one beside the live one. */
export interface ReadModel {
  readonly schema: string;
  /** Bound to `schema`. */
  readonly db: Kysely<ReadModelTables>;
}

/** Opens no connection by itself; the pool stays its owner's to end. */
export const openReadModel = (pool: PostgresPool, schema: string): ReadModel =>
  readModelOver(new PostgresDialect({ pool }), schema);

export const readModelOver = (dialect: Dialect, schema: string): ReadModel => ({
  schema,
  db: new Kysely<ReadModelTables>({ dialect }).withSchema(schema),
});
