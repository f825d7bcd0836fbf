import fc from 'fast-check';
import type { RequestReturn, StartPayment } from '../../../domain/order/commands.ts';
import type { ExchangeOffer, LineQuantity, RefundMethod, Settlement } from '../../../domain/order/events.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { priceQuote } from '../../../domain/shared/pricing/price.ts';
import { epoch, quantity, unpricedLine } from './place-order.ts';

const last = -1;
const next = -2;

/** Which of the order's payments, tasks, …: mostly the last one; one past it is unknown. */
export const position = fc.oneof({ weight: 3, arbitrary: fc.constant(last) }, { weight: 2, arbitrary: fc.nat(4) });

/** The same for a command that makes a part: mostly a new one. */
export const newPosition = fc.oneof({ weight: 4, arbitrary: fc.constant(next) }, { weight: 1, arbitrary: fc.nat(4) });

export const lines: fc.Arbitrary<readonly LineQuantity[] | null> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({
        lineId: fc.constantFrom('L1', 'L1', 'L2', 'L3', 'L9'),
        quantity: fc.oneof(quantity, fc.constantFrom(0, 1, 500, 1000, 0.5)),
      }),
      { maxLength: 2 },
    ),
  },
);

export const amount = fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(-1, 0, 0.5));
/** All that is possible, or one more; mostly neither. */
export const beyond = fc.constantFrom(null, null, null, null, 0, 1);

export const method = fc.constantFrom<RefundMethod>('original_payment', 'store_credit', 'cash');
export const returnMethod = fc.oneof(
  { weight: 3, arbitrary: method },
  { weight: 2, arbitrary: fc.constant('exchange' as const) },
);

const offer: fc.Arbitrary<ExchangeOffer> = unpricedLine.map((line) => ({
  orderId: 'o2',
  orderNumber: 'ORD-2026-000002',
  quote: priceQuote({
    currency: 'USD',
    taxMode: 'exclusive',
    lines: [{ lineId: 'L1', ...line }],
    promotions: [],
    shipping: null,
    at: epoch,
  }),
}));

/** Mostly goes with the method: an exchange comes with an offer, and nothing else does. */
export const wayBack: fc.Arbitrary<Pick<RequestReturn, 'refundMethod' | 'exchange'>> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ refundMethod: method }) },
  { weight: 5, arbitrary: offer.map((exchange) => ({ refundMethod: 'exchange' as const, exchange })) },
  { weight: 1, arbitrary: offer.map((exchange) => ({ refundMethod: 'cash' as const, exchange })) },
  { weight: 1, arbitrary: fc.constant({ refundMethod: 'exchange' as const }) },
);

export const settlement = fc.constantFrom<Settlement>('gateway', 'gateway', 'immediate', 'terms');

const screened = fc.nat(3).map((recentPayments): NonNullable<StartPayment['screening']> => ({
  recentPayments,
  policy: {
    velocityMinutes: 60,
    velocity: { review: 2, reject: 4 },
    amount: { review: null, reject: null },
    attempts: { review: 1, reject: null },
    countryMismatch: 'review',
  },
}));

/** Mostly none. */
export const screening = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: screened });

const idAt = <Part>(parts: readonly Part[], index: number, id: (part: Part) => string, unknown: string): string => {
  const part = index === next ? undefined : parts.at(index === last ? last : index % (parts.length + 1));
  return part === undefined ? unknown : id(part);
};

export const paymentId = (order: PlacedOrder, index: number): string =>
  idAt(order.payments, index, (payment) => payment.paymentId, `o1.P${order.payments.length + 1}`);

export const taskId = (order: PlacedOrder, index: number): string =>
  idAt(order.tasks, index, (task) => task.taskId, 'o1.F9');

export const shipmentId = (order: PlacedOrder, index: number): string =>
  idAt(order.shipments, index, (shipment) => shipment.shipmentId, 'o1.S9');

export const refundId = (order: PlacedOrder, index: number): string =>
  idAt(order.refunds, index, (refund) => refund.refundId, `R${order.refunds.length + 1}`);

export const returnId = (order: PlacedOrder, index: number): string =>
  idAt(order.returns, index, (held) => held.returnId, `r${order.returns.length + 1}`);

/** What is not captured yet. */
export const due = (order: PlacedOrder): number =>
  order.totals.total - order.payments.reduce((sum, payment) => sum + payment.captured, 0);

/** What was captured and not asked back. */
export const refundable = (order: PlacedOrder): number =>
  order.payments.reduce((sum, { captured, refundRequested }) => sum + captured - refundRequested, 0);

/** What could still be returned. */
export const stillThere = (order: PlacedOrder): readonly LineQuantity[] =>
  order.lines
    .map((line) => ({ lineId: line.lineId, quantity: line.delivered - line.returned - line.returning }))
    .filter((line) => line.quantity > 0);
