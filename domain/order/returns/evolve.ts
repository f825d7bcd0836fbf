import { valued } from '../../shared/line-share.ts';
import type {
  LineQuantity,
  OrderReturnExchanged,
  OrderReturnReceived,
  OrderReturnRefunded,
  OrderReturnRejected,
  OrderReturnRequested,
} from '../events.ts';
import { advance } from '../facts.ts';
import type { OrderReturnState } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

export const returnRequested = (order: PlacedOrder, { data }: OrderReturnRequested): PlacedOrder => ({
  ...order,
  lines: advance(order.lines, 'returning', data.lines),
  returns: [
    ...order.returns,
    {
      returnId: data.returnId,
      rmaNumber: data.rmaNumber,
      status: 'requested',
      refundMethod: data.refundMethod,
      lines: data.lines.map(({ lineId, quantity, amount }) => ({ lineId, quantity, amount })),
      amount: data.amount,
      shipping: 0,
      forfeited: 0,
      exchange: data.exchange ?? null,
      exchanged: false,
    },
  ],
});

/** Frees what the return held: the buyer keeps the goods. */
export const returnRejected = (order: PlacedOrder, { data }: OrderReturnRejected): PlacedOrder => ({
  ...changeReturn(order, data.returnId, { status: 'rejected' }),
  lines: advance(order.lines, 'returning', heldBy(order, data.returnId), -1),
});

/** Leaves delivered what was asked for but not accepted. */
export const returnReceived = (order: PlacedOrder, { data }: OrderReturnReceived): PlacedOrder => ({
  ...changeReturn(order, data.returnId, {
    status: 'received',
    lines: valued(order.lines, data.lines),
    amount: data.amount,
    shipping: data.shipping ?? 0,
    forfeited: data.forfeited ?? 0,
  }),
  lines: advance(advance(order.lines, 'returning', heldBy(order, data.returnId), -1), 'returned', data.lines),
});

export const returnExchanged = (order: PlacedOrder, { data }: OrderReturnExchanged): PlacedOrder =>
  changeReturn(order, data.returnId, { exchanged: true });

export const returnRefunded = (order: PlacedOrder, { data }: OrderReturnRefunded): PlacedOrder =>
  changeReturn(order, data.returnId, { status: 'refunded' });

const heldBy = (order: PlacedOrder, returnId: string): readonly LineQuantity[] =>
  order.returns.filter((held) => held.returnId === returnId).flatMap((held) => held.lines);

const changeReturn = (order: PlacedOrder, returnId: string, change: Partial<OrderReturnState>): PlacedOrder => ({
  ...order,
  returns: order.returns.map((held) => (held.returnId === returnId ? { ...held, ...change } : held)),
});
