import type { OrderStatus } from '../shared/order-status.ts';
import { isOpen } from './payments/balance.ts';
import { isCancelled, isClosed, isPacked, isReturned, isShipped } from './fulfillment/progress.ts';
import type { PaymentState } from './facts.ts';
import type { PlacedOrder } from './state.ts';

/**
 * Derives the one status that the API shows from the facts on all axes: it is never stored as a fact of its own. Fulfilment
 * stands where the least advanced line stands.
 */
export const deriveStatus = (order: PlacedOrder): OrderStatus => {
  if (order.cancelledAt !== null) return 'cancelled';
  if (order.confirmedAt === null) return paymentStage(order.payments);
  return order.tasks.length === 0 ? 'confirmed' : fulfillmentStage(order);
};

/** Stands pending while any tender lives (is here, promised or under way): failed only when none is left. */
const paymentStage = (payments: readonly PaymentState[]): OrderStatus => {
  if (payments.length === 0) return 'pending';
  return payments.some((payment) => isOpen(payment) || payment.captured > 0) ? 'payment_pending' : 'payment_failed';
};

const fulfillmentStage = (order: PlacedOrder): OrderStatus => {
  const { lines } = order;
  if (!lines.every(isPacked)) return 'processing';
  if (!lines.every(isShipped)) return 'ready_to_ship';
  if (!lines.every(isClosed)) return 'shipped';
  return lines.every(isCancelled) ? 'cancelled' : returnStage(order);
};

const returnStage = ({ lines, returns }: PlacedOrder): OrderStatus => {
  if (returns.some(({ status }) => status === 'requested')) return 'return_requested';
  if (!lines.every(isReturned)) return 'delivered';
  return returns.some(({ status }) => status === 'received') ? 'returned' : 'refunded';
};
