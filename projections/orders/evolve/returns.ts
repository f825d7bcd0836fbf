import type { OrderEvent, OrderReturnRequested } from '../../../domain/order/events.ts';
import { advance } from '../../../domain/order/facts.ts';
import { valued } from '../../../domain/shared/line-share.ts';
import type { OrderDocument, OrderReturnView } from '../view.ts';
import { change } from './parts.ts';

export type OrderReturnEvent = Extract<OrderEvent, { type: `OrderReturn${string}` }>;

/** Gives what a return's event changes in its order: the return, and what the lines hold for it. */
export const returnChanges = (
  { lines, returns }: OrderDocument,
  event: OrderReturnEvent,
): Partial<Pick<OrderDocument, 'lines' | 'returns'>> => {
  const held = returns.find(({ returnId }) => returnId === event.data.returnId)?.lines ?? [];
  switch (event.type) {
    case 'OrderReturnRequested':
      return { lines: advance(lines, 'returning', event.data.lines), returns: [...returns, requested(event)] };
    case 'OrderReturnRejected':
      return {
        lines: advance(lines, 'returning', held, -1),
        returns: onReturn(returns, event, { status: 'rejected' }),
      };
    case 'OrderReturnReceived': {
      const { lines: accepted, amount, shipping = 0, forfeited = 0 } = event.data;
      const value = { lines: valued(lines, accepted), amount, shipping, forfeited };
      return {
        lines: advance(advance(lines, 'returning', held, -1), 'returned', accepted),
        returns: onReturn(returns, event, { status: 'received', ...value }),
      };
    }
    case 'OrderReturnExchanged':
      return { returns: onReturn(returns, event, { exchanged: true }) };
    case 'OrderReturnRefunded':
      return { returns: onReturn(returns, event, { status: 'refunded' }) };
  }
};

const requested = ({ data }: OrderReturnRequested): OrderReturnView => ({
  returnId: data.returnId,
  rmaNumber: data.rmaNumber,
  status: 'requested',
  reason: data.reason,
  refundMethod: data.refundMethod,
  lines: data.lines.map(({ lineId, quantity, amount }) => ({ lineId, quantity, amount })),
  amount: data.amount,
  shipping: 0,
  forfeited: 0,
  exchange: data.exchange ?? null,
  exchanged: false,
  requestedAt: data.at,
});

const onReturn = (
  returns: readonly OrderReturnView[],
  { data }: OrderReturnEvent,
  changes: Partial<OrderReturnView>,
): readonly OrderReturnView[] =>
  change(
    returns,
    ({ returnId }) => returnId === data.returnId,
    () => changes,
  );
