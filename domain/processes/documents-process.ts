import type {
  OrderCancelled,
  OrderConfirmed,
  OrderLinesCancelled,
  OrderReturnRefunded,
  PaymentCaptured,
  RefundSucceeded,
} from '../order/events.ts';
import type { PlacedOrder } from '../order/state.ts';
import { lineShare } from '../shared/line-share.ts';
import { type Minor, sum } from '../shared/money.ts';
import { shippingSku, type NoteLine } from '../tax-document/note-parts.ts';
import type { DocumentCause } from '../tax-document/cause.ts';

export type DocumentsProcessEvent =
  OrderConfirmed | OrderCancelled | OrderLinesCancelled | OrderReturnRefunded | RefundSucceeded | PaymentCaptured;

/** Every event type that may ask for a document, and no other. */
export const documentsProcessEvents = [
  'OrderConfirmed',
  'OrderCancelled',
  'OrderLinesCancelled',
  'OrderReturnRefunded',
  'RefundSucceeded',
  'PaymentCaptured',
] as const satisfies readonly DocumentsProcessEvent['type'][];

/**
 * What an event of an order asks to be documented; undefined: nothing. Orders that are documented elsewhere (imports) and
 * those that never became binding have no documents.
 *
 * @param order as of the event
 */
export const documentOccasion = (event: DocumentsProcessEvent, order: PlacedOrder): DocumentCause | undefined => {
  if (order.reservationExpiresAt === null || order.confirmedAt === null) return undefined;
  switch (event.type) {
    case 'OrderConfirmed':
      return { kind: 'sale', sale: order };
    case 'OrderCancelled':
      return { kind: 'cancellation' };
    case 'OrderLinesCancelled':
      return { kind: 'undelivered', lines: undelivered(order, event), amount: event.data.amount };
    case 'OrderReturnRefunded':
      return returned(order, event);
    case 'RefundSucceeded':
      return isGoodwill(order, event) ? { kind: 'discount', amount: event.data.amount } : undefined;
    case 'PaymentCaptured':
      return paidOnTerms(order, event);
  }
};

const undelivered = ({ lines }: PlacedOrder, { data }: OrderLinesCancelled): readonly NoteLine[] =>
  data.lines.flatMap(({ lineId, quantity }) => {
    const line = lines.find((candidate) => candidate.lineId === lineId);
    if (line === undefined) return [];
    const before = line.cancelled + line.returned - quantity;
    return [{ line: lineId, quantity, amount: lineShare(line, before, quantity) }];
  });

const returned = (order: PlacedOrder, { data }: OrderReturnRefunded): DocumentCause | undefined => {
  const rma = order.returns.find(({ returnId }) => returnId === data.returnId);
  if (rma === undefined) return undefined;
  const goods = rma.lines.map(({ lineId, quantity, amount }) => ({ line: lineId, quantity, amount }));
  const shipping = rma.shipping > 0 ? [{ line: shippingSku, quantity: 1000, amount: rma.shipping }] : [];
  return { kind: 'return', lines: [...goods, ...shipping], amount: rma.amount };
};

const isGoodwill = ({ refunds }: PlacedOrder, { data }: RefundSucceeded): boolean =>
  refunds.some(({ refundId, cause }) => refundId === data.refundId && cause === 'goodwill');

const paidOnTerms = (
  { payments }: PlacedOrder,
  { data: { paymentId, amount } }: PaymentCaptured,
): DocumentCause | undefined => {
  const payment = payments.find((candidate) => candidate.paymentId === paymentId);
  if (payment?.settlement !== 'terms') return undefined;
  const captured: Minor = sum(payments.map((each) => each.captured));
  return { kind: 'payment', method: payment.method, amount, before: captured - amount };
};
