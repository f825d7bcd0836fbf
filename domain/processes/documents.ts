import type { PlacedOrder } from '../order/state.ts';
import { tillSaleNumber } from '../pos/events.ts';
import { lineShare } from '../shared/line-share.ts';
import { sum, type Currency, type Minor } from '../shared/money.ts';
import type { TaxReceiver } from '../shared/tax-receiver.ts';
import type { DocumentCause, DocumentedSale } from '../tax-document/cause.ts';
import { shippingSku, type NoteLine } from '../tax-document/note-parts.ts';
import { reaction, reactions, type EventNamed } from './reaction.ts';

const causes = reactions<DocumentCause | undefined, [order: PlacedOrder]>()({
  OrderConfirmed: (_, order) => ({ kind: 'sale', sale: order }),
  OrderCancelled: () => ({ kind: 'cancellation' }),
  OrderLinesCancelled: (event, order) => ({
    kind: 'undelivered',
    lines: undelivered(order, event),
    amount: event.data.amount,
  }),
  OrderReturnRefunded: (event, order) => returned(order, event),
  RefundSucceeded: (event, order) =>
    isGoodwill(order, event) ? { kind: 'discount', amount: event.data.amount } : undefined,
  PaymentCaptured: (event, order) => paidOnTerms(order, event),
});

/**
 * What an event of an order, as of the event, asks to be documented; undefined: nothing. Orders that are documented elsewhere
 * (imports) and those that never became binding have no documents.
 */
export const orderDocuments = reaction(causes.eventTypes, (event, order: PlacedOrder) =>
  order.reservationExpiresAt === null || order.confirmedAt === null ? undefined : causes.react(event, order),
);

const undelivered = ({ lines }: PlacedOrder, { data }: EventNamed<'OrderLinesCancelled'>): readonly NoteLine[] =>
  data.lines.flatMap(({ lineId, quantity }) => {
    const line = lines.find((candidate) => candidate.lineId === lineId);
    if (line === undefined) return [];
    const before = line.cancelled + line.returned - quantity;
    return [{ line: lineId, quantity, amount: lineShare(line, before, quantity) }];
  });

const returned = (order: PlacedOrder, { data }: EventNamed<'OrderReturnRefunded'>): DocumentCause | undefined => {
  const rma = order.returns.find(({ returnId }) => returnId === data.returnId);
  if (rma === undefined) return undefined;
  const goods = rma.lines.map(({ lineId, quantity, amount }) => ({ line: lineId, quantity, amount }));
  const shipping = rma.shipping > 0 ? [{ line: shippingSku, quantity: 1000, amount: rma.shipping }] : [];
  return { kind: 'return', lines: [...goods, ...shipping], amount: rma.amount };
};

const isGoodwill = ({ refunds }: PlacedOrder, { data }: EventNamed<'RefundSucceeded'>): boolean =>
  refunds.some(({ refundId, cause }) => refundId === data.refundId && cause === 'goodwill');

const paidOnTerms = (
  { payments }: PlacedOrder,
  { data: { paymentId, amount } }: EventNamed<'PaymentCaptured'>,
): DocumentCause | undefined => {
  const payment = payments.find((candidate) => candidate.paymentId === paymentId);
  if (payment?.settlement !== 'terms') return undefined;
  const captured: Minor = sum(payments.map((each) => each.captured));
  return { kind: 'payment', method: payment.method, amount, before: captured - amount };
};

/** What is to be documented of a sale at a till. */
export interface TillDocument {
  readonly cause: DocumentCause;
  readonly currency: Currency;
  readonly receiver: TaxReceiver | null;
}

/** What an event at a till asks to be documented; undefined: nothing. Everything that the document says is in the event. */
export const tillDocuments = reactions<TillDocument | undefined>()({
  PosTransactionCompleted: (event) => {
    const { quote, lines, personal } = event.data;
    const receiver = personal?.taxReceiver ?? null;
    const cause = { kind: 'sale', sale: soldAtTill(event) } as const;
    return lines.length === 0 ? undefined : { cause, currency: quote.currency, receiver };
  },
  PosTransactionVoided: ({ data: { wasCompleted, currency } }) =>
    wasCompleted ? { cause: { kind: 'cancellation' }, currency, receiver: null } : undefined,
  PosItemsReturned: ({ data: { currency, lines, total: amount } }) => {
    const parts = lines.map(({ lineId: line, quantity, total }) => ({ line, quantity, amount: total }));
    return amount === 0 ? undefined : { cause: { kind: 'return', lines: parts, amount }, currency, receiver: null };
  },
});

const soldAtTill = ({ data }: EventNamed<'PosTransactionCompleted'>): DocumentedSale => {
  const { transactionId, quote, tenders } = data;
  const { currency, taxMode, lines } = quote;
  const payments = tenders.map(({ method, amount }) => ({
    method,
    amount,
    settlement: 'immediate',
    status: 'captured',
  }));
  return {
    orderId: transactionId,
    orderNumber: tillSaleNumber(transactionId),
    currency,
    taxMode,
    lines,
    shipping: null,
    payments,
    paymentMethod: 'cash',
  };
};
