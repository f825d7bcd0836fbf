import type { ReadSide } from '../../../../adapters/http/server/read-side.ts';
import { parentOf } from '../../../../application/commands/ids.ts';
import type { Category } from '../../../../domain/aggregates.ts';
import { creditEvents, type CreditEvent } from '../../../../domain/credit/events.ts';
import { orderEvents, type OrderEvent } from '../../../../domain/order/events.ts';
import { decode } from '../../../../domain/shared/event-schema.ts';
import type { RecordedEvent } from '../../../../domain/shared/message.ts';
import { parseStreamName, streamName } from '../../../../domain/shared/stream.ts';
import { carts } from '../../../../projections/carts/table.ts';
import { entryOf } from '../../../../projections/credit-accounts/evolve.ts';
import { pageOfEntries } from '../../../../projections/credit-accounts/queries.ts';
import { creditAccounts } from '../../../../projections/credit-accounts/table.ts';
import { duePaymentsOf, orderAfter } from '../../../../projections/orders/queries.ts';
import type { OrderDocument, OrderSummary } from '../../../../projections/orders/view.ts';
import { pageOf } from '../../../../projections/paging/queries.ts';
import { evolveTasks, pickingStatus } from '../../../../projections/picking-lists/evolve.ts';
import type { OpenTask, PickingList } from '../../../../projections/picking-lists/view.ts';
import { returns } from '../../../../projections/returns/table.ts';
import { salesQuotes } from '../../../../projections/sales-quotes/table.ts';
import type { SalesQuoteDocument } from '../../../../projections/sales-quotes/view.ts';
import { subscriptions } from '../../../../projections/subscriptions/table.ts';
import type { SubscriptionDocument } from '../../../../projections/subscriptions/view.ts';
import { taxDocuments } from '../../../../projections/tax-documents/table.ts';
import type { TaxDocumentSummary, TaxDocumentWithXml } from '../../../../projections/tax-documents/view.ts';
import type { InMemoryEventStore } from '../../../support/in-memory-event-store.ts';
import { inMemoryJournal } from './in-memory-journal.ts';
import { inMemoryPosTransactions } from './in-memory-pos-transactions.ts';
import { inMemoryPromotions } from './in-memory-promotions.ts';
import { inMemoryTillShifts } from './in-memory-till-shifts.ts';

const isOffered = ({ customerId, offeredAt }: SalesQuoteDocument, only: string | undefined): boolean =>
  only === undefined || (customerId === only && offeredAt !== null);

const tasksOf = (events: readonly RecordedEvent[]): readonly OpenTask[] =>
  events.reduce<readonly OpenTask[]>(
    (tasks, recorded) => evolveTasks(tasks, decode<OrderEvent>(orderEvents, recorded)),
    [],
  );

const summaryOf = (order: OrderDocument): OrderSummary => ({
  ...order,
  total: order.totals.total,
  linesCount: order.lines.length,
});

const pickingListsOf = (order: OrderDocument, tasks: readonly OpenTask[]): readonly PickingList[] =>
  tasks.map((task) => ({
    ...task,
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    status: pickingStatus(task),
    lines: task.lines.map((line) => {
      const { variantId, sku, productName } = order.lines.find(({ lineId }) => lineId === line.lineId)!;
      return { ...line, variantId, sku, productName };
    }),
  }));

const documentsOf = (events: readonly RecordedEvent[]): readonly TaxDocumentWithXml[] =>
  taxDocuments.after(undefined, events)?.documents ?? [];

const summaryOfDocument = ({ document: { content, status, folio } }: TaxDocumentWithXml): TaxDocumentSummary => {
  const { documentId, kind, documentType, series, currency, issuedAt } = content;
  return { documentId, kind, documentType, series, folio, status, currency, total: content.totals.total, issuedAt };
};

const isVisible = (owner: string | null | undefined, only: string | undefined): boolean =>
  only === undefined || owner === only;

/** The read models as they would be if they never lagged: folded from the log by the projections' own functions. */
export const inMemoryReadSide = (store: InMemoryEventStore): ReadSide => {
  const read = (category: Category, organizationId: string, id: string) =>
    store.read(streamName(category, organizationId, id));
  const streamsOf = (kind: Category, organizationId: string): readonly (readonly RecordedEvent[])[] => {
    const streams = new Map<string, RecordedEvent[]>();
    for (const event of store.all()) {
      const { category, organizationId: owner } = parseStreamName(event.stream)!;
      if (category !== kind || owner !== organizationId) continue;
      streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    }
    return [...streams.values()];
  };
  return {
    ...inMemoryJournal(store),
    ...inMemoryPosTransactions(streamsOf),
    ...inMemoryPromotions(streamsOf),
    ...inMemoryTillShifts(streamsOf),
    getCart: async (organizationId, cartId, { onlyCustomerId } = {}) => {
      const cart = carts.after(undefined, await read('cart', organizationId, cartId));
      return isVisible(cart?.customerId ?? onlyCustomerId, onlyCustomerId) ? cart : undefined;
    },
    getOrder: async (organizationId, orderId, { onlyCustomerId } = {}) => {
      const order = orderAfter(undefined, await read('order', organizationId, orderId));
      return isVisible(order?.customerId, onlyCustomerId) ? order : undefined;
    },
    getCreditAccount: async (organizationId, accountId, { onlyCustomerId } = {}) => {
      const account = creditAccounts.after(undefined, await read('credit', organizationId, accountId));
      return isVisible(account?.customerId, onlyCustomerId) ? account : undefined;
    },
    listCreditAccounts: (organizationId, customerId) => {
      const all = streamsOf('credit', organizationId).flatMap(
        (events) => creditAccounts.after(undefined, events) ?? [],
      );
      return Promise.resolve(all.filter((account) => account.customerId === customerId));
    },
    listCreditEntries: async (organizationId, accountId, { limit, before = Number.POSITIVE_INFINITY }) => {
      const events = (await read('credit', organizationId, accountId)).filter(({ version }) => version < before);
      const entries = events.map((recorded) => entryOf(decode<CreditEvent>(creditEvents, recorded), recorded.version));
      return pageOfEntries(entries.toReversed().slice(0, limit + 1), limit);
    },
    getReturn: async (organizationId, returnId, { onlyCustomerId } = {}) => {
      const rma = returns.after(undefined, await read('return', organizationId, returnId));
      return isVisible(rma?.customerId, onlyCustomerId) ? rma : undefined;
    },
    getSalesQuote: async (organizationId, salesQuoteId, { onlyCustomerId } = {}) => {
      const quote = salesQuotes.after(undefined, await read('quote', organizationId, salesQuoteId));
      return quote !== undefined && isOffered(quote, onlyCustomerId) ? quote : undefined;
    },
    listSalesQuotes: (organizationId, { status, customerId, onlyCustomerId }, { limit }) => {
      const all = streamsOf('quote', organizationId)
        .flatMap((events) => salesQuotes.after(undefined, events) ?? [])
        .filter((quote) => isOffered(quote, onlyCustomerId))
        .filter((quote) => status === undefined || quote.status === status)
        .filter((quote) => customerId === undefined || quote.customerId === customerId)
        .toReversed();
      const place = ({ draftedAt, salesQuoteId }: SalesQuoteDocument) => ({ at: draftedAt, id: salesQuoteId });
      return Promise.resolve(pageOf(all.slice(0, limit + 1), limit, place));
    },
    getSubscription: async (organizationId, subscriptionId, { onlyCustomerId } = {}) => {
      const subscription = subscriptions.after(undefined, await read('subscription', organizationId, subscriptionId));
      return isVisible(subscription?.customerId, onlyCustomerId) ? subscription : undefined;
    },
    listSubscriptions: (organizationId, { customerId }, { limit }) => {
      const all = streamsOf('subscription', organizationId)
        .flatMap((events) => subscriptions.after(undefined, events) ?? [])
        .filter((subscription) => customerId === undefined || subscription.customerId === customerId)
        .toReversed();
      const place = ({ startedAt, subscriptionId }: SubscriptionDocument) => ({ at: startedAt, id: subscriptionId });
      return Promise.resolve(pageOf(all, limit, place));
    },
    listOrders: (organizationId, { status, customerId }, { limit, after }) => {
      const all = streamsOf('order', organizationId)
        .flatMap((events) => orderAfter(undefined, events) ?? [])
        .filter((order) => (status ?? order.status) === order.status)
        .filter((order) => customerId === undefined || order.customerId === customerId)
        .sort((a, b) => (a.orderNumber < b.orderNumber ? 1 : -1))
        .map(summaryOf);
      const start = after === undefined ? 0 : all.findIndex(({ orderId }) => orderId === after.id) + 1;
      const rows = all.slice(start, start + limit + 1);
      return Promise.resolve(pageOf(rows, limit, ({ placedAt, orderId }) => ({ at: placedAt, id: orderId })));
    },
    listDuePayments: (organizationId, customerId, currency) => {
      const orders = streamsOf('order', organizationId).flatMap((events) => orderAfter(undefined, events) ?? []);
      const theirs = orders.filter((order) => order.customerId === customerId && order.currency === currency);
      return Promise.resolve(duePaymentsOf(theirs));
    },
    listPickingLists: (organizationId, warehouseId, { limit }) => {
      const lists = streamsOf('order', organizationId)
        .flatMap((events) => pickingListsOf(orderAfter(undefined, events)!, tasksOf(events)))
        .filter((list) => list.warehouseId === warehouseId);
      return Promise.resolve(pageOf(lists, limit, ({ assignedAt, taskId }) => ({ at: assignedAt, id: taskId })));
    },
    getDocument: async (organizationId, documentId, { onlyCustomerId } = {}) => {
      const orderId = parentOf(documentId);
      const order = orderAfter(undefined, await read('order', organizationId, orderId));
      if (!isVisible(order?.customerId, onlyCustomerId)) return undefined;
      const documents = documentsOf(await read('documents', organizationId, orderId));
      return documents.find(({ document }) => document.content.documentId === documentId);
    },
    listDocuments: async (organizationId, orderId) =>
      documentsOf(await read('documents', organizationId, orderId)).map(({ document }) => document),
    summarizeDocuments: async (organizationId, orderId) =>
      documentsOf(await read('documents', organizationId, orderId)).map(summaryOfDocument),
    waitForVersion: async (kind, organizationId, id, version, timeoutMs) => {
      const deadline = AbortSignal.timeout(timeoutMs);
      for await (const { caughtUp } of store.subscribe({ after: 0, signal: deadline })) {
        if (caughtUp && (await read(kind, organizationId, id)).length >= version) return true;
      }
      return false;
    },
  };
};
