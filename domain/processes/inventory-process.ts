import type {
  OrderCancelled,
  OrderConfirmed,
  OrderPlaced,
  ShipmentDispatched,
  ShipmentReturnedToSender,
  StockReserved,
} from '../order/events.ts';
import type { PosItemsReturned, PosTransactionCompleted, PosTransactionVoided } from '../pos/events.ts';
import type { ReturnItemsReceived } from '../return/events.ts';
import type { Instant } from '../shared/message.ts';
import type { OrderStatus } from '../shared/order-status.ts';
import { sum } from '../shared/money.ts';
import type { Quantity } from '../shared/quantity.ts';
import type { ProcessCommand } from './process.ts';

export type InventoryEvent =
  | OrderPlaced
  | StockReserved
  | OrderConfirmed
  | OrderCancelled
  | ShipmentDispatched
  | ShipmentReturnedToSender
  | ReturnItemsReceived
  | PosTransactionCompleted
  | PosTransactionVoided
  | PosItemsReturned;

/** Every event type that moves stock, and no other. */
export const inventoryEvents = [
  'OrderPlaced',
  'StockReserved',
  'OrderConfirmed',
  'OrderCancelled',
  'ShipmentDispatched',
  'ShipmentReturnedToSender',
  'ReturnItemsReceived',
  'PosTransactionCompleted',
  'PosTransactionVoided',
  'PosItemsReturned',
] as const satisfies readonly InventoryEvent['type'][];

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
      /** The order, which is told the answer: see {@link reservationAnswered}. */
      readonly referenceId: string;
      readonly lines: readonly StockLine[];
      readonly expiresAt: Instant;
    }
  | { readonly kind: 'confirm' | 'release'; readonly reservationId: string }
  | (Movement & { readonly kind: 'deduct'; readonly reservationId: string | null })
  | (Movement & { readonly kind: 'add' })
);

/**
 * What an event means for the stock. `eventId` is the recorded event's: the key by which the far end applies an
 * instruction once.
 *
 * Reserving takes its time, and the order does not wait for it: it may be confirmed, cancelled or even shipped before
 * it knows its reservation. Those events then carry no reservation id and give no instruction here; `StockReserved`
 * comes after them with the status that the order has by then, and makes up for it.
 */
export const inventoryInstructions = (event: InventoryEvent, eventId: string): readonly InventoryInstruction[] =>
  instructions(event).map((instruction) => ({ ...instruction, idempotencyKey: eventId }));

type Unkeyed<T> = T extends unknown ? Omit<T, 'idempotencyKey'> : never;

const instructions = (event: InventoryEvent): readonly Unkeyed<InventoryInstruction>[] => {
  switch (event.type) {
    case 'OrderPlaced': {
      const { orderId, quote, reservationExpiresAt } = event.data;
      return reservationExpiresAt === null
        ? []
        : [{ kind: 'reserve', referenceId: orderId, lines: stockLines(quote.lines), expiresAt: reservationExpiresAt }];
    }
    case 'StockReserved': {
      const { reservationId, status } = event.data;
      const kind = lateReservation[status];
      return kind === null ? [] : [{ kind, reservationId }];
    }
    case 'OrderConfirmed':
      return event.data.reservationId === null ? [] : [{ kind: 'confirm', reservationId: event.data.reservationId }];
    case 'OrderCancelled':
      return event.data.reservationId === null ? [] : [{ kind: 'release', reservationId: event.data.reservationId }];
    case 'ShipmentDispatched': {
      const { shipmentId, attempt, reservationId, lines, stockManaged } = event.data;
      const goods = { referenceId: shipmentId, reason: 'order_shipped', lines: stockLines(lines) };
      return stockManaged && attempt === 1 ? [{ kind: 'deduct', reservationId, ...goods }] : [];
    }
    case 'ShipmentReturnedToSender': {
      const { shipmentId, lines, stockManaged } = event.data;
      const goods = { referenceId: shipmentId, reason: 'returned_to_sender', lines: stockLines(lines) };
      return stockManaged ? [{ kind: 'add', ...goods }] : [];
    }
    case 'ReturnItemsReceived': {
      const { returnId, restock } = event.data;
      const goods = { referenceId: returnId, reason: 'return_received', lines: stockLines(restock) };
      return restock.length === 0 ? [] : [{ kind: 'add', ...goods }];
    }
    case 'PosTransactionCompleted': {
      const { transactionId, localId, lines } = event.data;
      const goods = { referenceId: transactionId, reason: 'pos_sale', localId, lines: stockLines(lines) };
      return lines.length === 0 ? [] : [{ kind: 'deduct', reservationId: null, ...goods }];
    }
    case 'PosTransactionVoided': {
      const { transactionId, localId, lines, wasCompleted } = event.data;
      const goods = { referenceId: transactionId, reason: 'pos_void', localId, lines: stockLines(lines) };
      return wasCompleted && lines.length > 0 ? [{ kind: 'add', ...goods }] : [];
    }
    case 'PosItemsReturned': {
      const { transactionId, localId, lines } = event.data;
      const sellable = lines.filter(({ restock }) => restock);
      const goods = { referenceId: transactionId, reason: 'pos_return', localId, lines: stockLines(sellable) };
      return sellable.length > 0 ? [{ kind: 'add', ...goods }] : [];
    }
  }
};

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

/** Tells the order what came of its reservation. */
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

/** Tells a sale what its stock was short of, which is nothing as a rule. */
export const saleDeducted = (
  { data: { transactionId, lines, at } }: PosTransactionCompleted,
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
