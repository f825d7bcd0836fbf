import type { Instant } from '../shared/message.ts';
import type { OrderStatus } from '../shared/order-status.ts';
import { sum } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';
import { reaction, reactions, type EventNamed, type ProcessCommand } from './reaction.ts';

interface StockLine {
  readonly variantId: string;
  readonly quantity: Quantity;
}

interface Movement {
  readonly referenceId: string;
  readonly reason: string;
  /** The store whose stock it is; absent or null: the stock that is sold from a distance. */
  readonly localId?: string | null;
  readonly lines: readonly StockLine[];
}

/** A call to the Inventory port, whose method `kind` is; the organisation is the event's. */
export type InventoryInstruction = { readonly idempotencyKey: string } & (
  | {
      readonly kind: 'reserve';
      /** The order, which records the answer: see {@link reservationAnswered}. */
      readonly referenceId: string;
      readonly lines: readonly StockLine[];
      readonly expiresAt: Instant;
    }
  | { readonly kind: 'confirm' | 'release'; readonly reservationId: string }
  | (Movement & { readonly kind: 'deduct'; readonly reservationId: string | null })
  | (Movement & { readonly kind: 'add' })
);

type Unkeyed<T> = T extends unknown ? Omit<T, 'idempotencyKey'> : never;

const instructions = reactions<readonly Unkeyed<InventoryInstruction>[]>()({
  OrderPlaced: ({ data: { orderId, quote, reservationExpiresAt } }) =>
    reservationExpiresAt === null
      ? []
      : [{ kind: 'reserve', referenceId: orderId, lines: stockLines(quote.lines), expiresAt: reservationExpiresAt }],
  StockReserved: ({ data: { reservationId, status } }) => {
    const kind = lateReservation[status];
    return kind === null ? [] : [{ kind, reservationId }];
  },
  OrderConfirmed: ({ data: { reservationId } }) => (reservationId === null ? [] : [{ kind: 'confirm', reservationId }]),
  OrderCancelled: ({ data: { reservationId } }) => (reservationId === null ? [] : [{ kind: 'release', reservationId }]),
  ShipmentDispatched: ({ data: { shipmentId, attempt, reservationId, lines, stockManaged } }) => {
    const goods = { referenceId: shipmentId, reason: 'order_shipped', lines: stockLines(lines) };
    return stockManaged && attempt === 1 ? [{ kind: 'deduct', reservationId, ...goods }] : [];
  },
  ShipmentReturnedToSender: ({ data: { shipmentId, lines, stockManaged } }) => {
    const goods = { referenceId: shipmentId, reason: 'returned_to_sender', lines: stockLines(lines) };
    return stockManaged ? [{ kind: 'add', ...goods }] : [];
  },
  ReturnItemsReceived: ({ data: { returnId, restock } }) => {
    const goods = { referenceId: returnId, reason: 'return_received', lines: stockLines(restock) };
    return restock.length === 0 ? [] : [{ kind: 'add', ...goods }];
  },
  PosTransactionCompleted: ({ data: { transactionId, localId, lines } }) => {
    const goods = { referenceId: transactionId, reason: 'pos_sale', localId, lines: stockLines(lines) };
    return lines.length === 0 ? [] : [{ kind: 'deduct', reservationId: null, ...goods }];
  },
  PosTransactionVoided: ({ data: { transactionId, localId, lines, wasCompleted } }) => {
    const goods = { referenceId: transactionId, reason: 'pos_void', localId, lines: stockLines(lines) };
    return wasCompleted && lines.length > 0 ? [{ kind: 'add', ...goods }] : [];
  },
  PosItemsReturned: ({ data: { transactionId, localId, lines } }) => {
    const sellable = lines.filter(({ restock }) => restock);
    const goods = { referenceId: transactionId, reason: 'pos_return', localId, lines: stockLines(sellable) };
    return sellable.length > 0 ? [{ kind: 'add', ...goods }] : [];
  },
});

/**
 * What an event means for the stock. `eventId` is the recorded event's: the key by which the far end applies an
 * instruction once.
 *
 * Reserving takes its time, and the order does not wait for it: it may be confirmed, cancelled or even shipped before
 * it knows its reservation. Those events then carry no reservation id and give no instruction here; `StockReserved`
 * comes after them with the status that the order has by then, and makes up for it.
 */
export const inventory = reaction(instructions.eventTypes, (event, eventId: string): readonly InventoryInstruction[] =>
  instructions.react(event).map((instruction) => ({ ...instruction, idempotencyKey: eventId })),
);

/** What becomes of a reservation that was granted when the order was this far; null: what happens next decides. */
const lateReservation: Readonly<Record<OrderStatus, 'confirm' | 'release' | null>> = {
  cart: null,
  pending: null,
  payment_pending: null,
  payment_failed: null,
  confirmed: 'confirm',
  processing: 'confirm',
  ready_to_ship: 'confirm',
  // from here on the goods have left without it, or stay
  shipped: 'release',
  delivered: 'release',
  return_requested: 'release',
  returned: 'release',
  refunded: 'release',
  cancelled: 'release',
};

const stockLines = (lines: readonly StockLine[]): readonly StockLine[] =>
  lines.map(({ variantId, quantity }) => ({ variantId, quantity }));

/** The Inventory's answer to a `reserve`. */
export type ReservationAnswer =
  | { readonly ok: true; readonly reservationId: string }
  | {
      readonly ok: false;
      readonly shortfalls: readonly { readonly variantId: string; readonly available: Quantity }[];
    };

/** Records at the order what came of its reservation. */
export const reservationAnswered = (orderId: string, answer: ReservationAnswer, at: Instant): ProcessCommand => ({
  aggregate: 'order',
  id: orderId,
  command: answer.ok
    ? { type: 'RecordStockReserved', reservationId: answer.reservationId, at }
    : { type: 'RecordStockReservationFailed', shortfalls: answer.shortfalls, at },
});

/** What a variant had, where more of it was sold than that. */
interface Shortfall {
  readonly variantId: string;
  readonly available: Quantity;
}

/** Records at a sale what its stock was short of, which is nothing as a rule. */
export const saleDeducted = (
  { data: { transactionId, lines, at } }: EventNamed<'PosTransactionCompleted'>,
  shortfalls: readonly Shortfall[],
): readonly ProcessCommand[] => {
  const short = shortfalls.map(({ variantId, available }) => ({
    variantId,
    sold: sum(lines.filter((line) => line.variantId === variantId).map(({ quantity }) => quantity)),
    available,
  }));
  const command = { type: 'RecordPosStockShort', lines: short, at } as const;
  return short.length === 0 ? [] : [{ aggregate: 'pos', id: transactionId, command }];
};
