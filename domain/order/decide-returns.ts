import { reject, type Decision, type Result } from '../shared/decider.ts';
import { addDays } from '../shared/instant.ts';
import type { Instant } from '../shared/message.ts';
import type { Minor } from '../shared/money.ts';
import { sum } from '../shared/pricing/sum.ts';
import { isQuantity, type Quantity } from '../shared/quantity.ts';
import { lineShare } from './balance.ts';
import type { CloseReturnWindow, RecordReturnReceived, RecordReturnRejected, RequestReturn } from './commands.ts';
import type { Draft, Facts } from './draft.ts';
import type { LineQuantity, OrderEvent } from './events.ts';
import { isStockManaged, joinLines, leftToReturn } from './progress.ts';
import { unknownPart } from './refusals.ts';
import { invalidQuantity, selectLines } from './select-lines.ts';
import type { OrderLine, OrderReturnState, PlacedOrder } from './state.ts';

/** Within the window, at most what was delivered and is not on its way back. Holds the quantities until it is decided. */
export const requestReturn = (command: RequestReturn, draft: Draft): Decision<OrderEvent> => {
  const { order } = draft;
  if (isTooLate(command, order)) {
    return reject('rule', 'return_window_closed', 'the time for returns is over', {
      delivered_at: order.deliveredAt,
      days: order.terms.returnWindowDays,
    });
  }
  const left = order.lines.map((line) => ({ lineId: line.lineId, quantity: leftToReturn(line) }));
  const lines = joinReasons(command.lines);
  if (!lines.ok) return lines;
  const selected = selectLines(lines.value, { left, codes: returning });
  if (!selected.ok) return selected;
  draft.record('OrderReturnRequested', describe(command, lines.value, order));
  return draft.accept();
};

const returning = { none: 'nothing_to_return', unknown: 'unknown_line', exceeded: 'quantity_exceeds_delivered' };

/** Returns may be requested from the delivery of the last line until this moment, inclusive; null is for ever. */
const returnWindowEnd = ({ deliveredAt, terms }: PlacedOrder): Instant | null =>
  deliveredAt === null || terms.returnWindowDays === null ? null : addDays(deliveredAt, terms.returnWindowDays);

/** What an event says of the return window: when it ends, if the event is the one that opens it. */
export const returnWindowOpened =
  (before: PlacedOrder) =>
  (after: PlacedOrder): { readonly returnWindowEndsAt: Instant | null } => ({
    returnWindowEndsAt: before.deliveredAt === null ? returnWindowEnd(after) : null,
  });

const isTooLate = ({ at }: RequestReturn, order: PlacedOrder): boolean => {
  const end = returnWindowEnd(order);
  return order.returnWindowClosedAt !== null || (end !== null && at > end);
};

/** Whether the window's timer is due. */
export const isReturnWindowOver = (order: PlacedOrder, { at }: CloseReturnWindow): boolean => {
  const end = returnWindowEnd(order);
  return end !== null && at >= end;
};

export const closeReturnWindow = (_command: CloseReturnWindow, draft: Draft): Decision<OrderEvent> => {
  draft.record('ReturnWindowClosed', {});
  return draft.accept();
};

interface RequestedLine extends LineQuantity {
  readonly reasons: readonly { readonly quantity: Quantity; readonly detail: string | null }[];
}

/** What is asked for of each line in all, with the reason of every part. */
const joinReasons = (parts: RequestReturn['lines']): Result<readonly RequestedLine[]> => {
  const lines = new Map<string, RequestedLine>();
  for (const { lineId, quantity, reasonDetail } of parts) {
    if (!isQuantity(quantity)) return invalidQuantity(lineId, quantity);
    const { quantity: before, reasons } = lines.get(lineId) ?? { quantity: 0, reasons: [] };
    lines.set(lineId, {
      lineId,
      quantity: before + quantity,
      reasons: [...reasons, { quantity, detail: reasonDetail }],
    });
  }
  return { ok: true, value: [...lines.values()] };
};

const describe = (
  command: RequestReturn,
  requested: readonly RequestedLine[],
  order: PlacedOrder,
): Facts<'OrderReturnRequested'> => {
  const lines = joinLines(order.lines, requested).map(({ line, change: { quantity, reasons } }) => ({
    lineId: line.lineId,
    variantId: line.variantId,
    sku: line.sku,
    quantity,
    amount: returnShare(line, quantity),
    reasons,
  }));
  return {
    returnId: command.returnId,
    rmaNumber: rmaNumber(order),
    orderNumber: order.orderNumber,
    customerId: order.customerId,
    currency: order.currency,
    reason: command.reason,
    refundMethod: command.refundMethod,
    lines,
    amount: sum(lines.map((line) => line.amount)),
    stockManaged: isStockManaged(order),
  };
};

/** `RMA-2026-000042-1`: the order's number without its prefix, and which return of it this is. */
const rmaNumber = ({ orderNumber, returns }: PlacedOrder): string =>
  `RMA-${orderNumber.slice(orderNumber.indexOf('-') + 1)}-${returns.length + 1}`;

export const recordReturnRejected = ({ returnId }: RecordReturnRejected, draft: Draft): Decision<OrderEvent> => {
  const found = findOpenReturn(draft.order, returnId);
  if (!found.ok) return found;
  draft.record('OrderReturnRejected', { returnId });
  return draft.accept();
};

/** The amount is final now: the share of what was accepted. With nothing to pay back, the return is over at once. */
export const recordReturnReceived = (command: RecordReturnReceived, draft: Draft): Decision<OrderEvent> => {
  const { returnId } = command;
  const found = findOpenReturn(draft.order, returnId);
  if (!found.ok) return found;
  const accepted = selectAccepted(command, found.value);
  if (!accepted.ok) return accepted;
  const lines = accepted.value;
  const amount = sum(joinLines(draft.order.lines, lines).map(({ line, change }) => returnShare(line, change.quantity)));
  draft.record('OrderReturnReceived', { returnId, lines, amount });
  if (amount === 0) draft.record('OrderReturnRefunded', { returnId, refundId: `${returnId}.R0`, amount });
  return draft.accept();
};

const selectAccepted = (
  { lines }: RecordReturnReceived,
  { lines: left }: OrderReturnState,
): Result<readonly LineQuantity[]> =>
  selectLines(
    lines.filter((line) => line.quantity !== 0),
    { left, codes: receiving },
  );

const receiving = { unknown: 'unknown_line', exceeded: 'quantity_exceeds_requested' };

/** What `quantity` more of the line are worth, after what was cancelled or accepted back before. */
const returnShare = (line: OrderLine, quantity: Quantity): Minor =>
  lineShare(line, line.cancelled + line.returned, quantity);

const findOpenReturn = (order: PlacedOrder, returnId: string): Result<OrderReturnState> => {
  const returned = order.returns.find((candidate) => candidate.returnId === returnId);
  if (returned === undefined) return unknownPart('return', returnId);
  const { status } = returned;
  if (status === 'requested') return { ok: true, value: returned };
  return reject('wrong_state', 'return_closed', 'the return was decided already', { status });
};
