import { match, P } from 'ts-pattern';
import { reject, type Result } from '../../shared/decider.ts';
import { addDays } from '../../shared/instant.ts';
import type { Instant } from '../../shared/message.ts';
import { isQuantity, type Quantity } from '../../shared/quantity.ts';
import type { CloseReturnWindow, RecordReturnReceived, RequestReturn } from '../commands.ts';
import type { Decide, Facts } from '../event-recorder.ts';
import type { LineQuantity } from '../events.ts';
import { isStockManaged, joinLines, leftToReturn } from '../fulfillment/progress.ts';
import { returnOf, unknownPart } from '../parts.ts';
import { returnValue } from './return-value.ts';
import { invalidQuantity, selectLines } from '../fulfillment/select-lines.ts';
import type { OrderReturnState } from '../facts.ts';
import type { PlacedOrder } from '../state.ts';

/** Holds the quantities until the return is decided: within the window, at most what was delivered and is not on its way back. */
export const requestReturn: Decide<'RequestReturn'> = (command, recorder) => {
  const { order } = recorder;
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
  const refusal = refuseExchange(command);
  if (refusal !== undefined) return refusal;
  recorder.record('OrderReturnRequested', describe(command, lines.value, order));
  return recorder.accept();
};

/** Refuses goods instead in anything but an exchange, and an exchange without them. */
const refuseExchange = ({ refundMethod, exchange }: RequestReturn) => {
  return match([refundMethod, exchange] as const)
    .with(['exchange', undefined], () =>
      reject('rule', 'exchange_items_required', 'name the goods that are wanted instead'),
    )
    .with([P.not('exchange'), P.nonNullable], () =>
      reject('rule', 'exchange_items_unexpected', 'goods instead are given with refund method exchange only'),
    )
    .otherwise(() => undefined);
};

const returning = { none: 'nothing_to_return', unknown: 'unknown_line', exceeded: 'quantity_exceeds_delivered' };

/** Gives the last moment at which returns may be requested, counted from the delivery of the last line; null is for ever. */
const returnWindowEnd = ({ deliveredAt, terms }: PlacedOrder): Instant | null =>
  deliveredAt === null || terms.returnWindowDays === null ? null : addDays(deliveredAt, terms.returnWindowDays);

/** Adds to an event when the return window ends, if the event is the one that opens it. */
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

export const closeReturnWindow: Decide<'CloseReturnWindow'> = (_command, recorder) => {
  recorder.record('ReturnWindowClosed', {});
  return recorder.accept();
};

interface RequestedLine extends LineQuantity {
  readonly reasons: readonly { readonly quantity: Quantity; readonly detail: string | null }[];
}

/** Adds up what is asked for of each line in all, with the reason of every part. */
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
  { returnId, reason, refundMethod, exchange }: RequestReturn,
  requested: readonly RequestedLine[],
  order: PlacedOrder,
): Facts<'OrderReturnRequested'> => {
  const { lines, amount } = returnValue(order, requested);
  return {
    returnId,
    rmaNumber: rmaNumber(order),
    orderNumber: order.orderNumber,
    customerId: order.customerId,
    currency: order.currency,
    reason,
    refundMethod,
    ...(exchange !== undefined && { exchange }),
    lines: joinLines(order.lines, requested).map(({ line: { lineId, variantId, sku }, change }, index) => ({
      lineId,
      variantId,
      sku,
      quantity: change.quantity,
      amount: lines[index]?.amount ?? 0,
      reasons: change.reasons,
    })),
    amount,
    stockManaged: isStockManaged(order),
  };
};

/** Numbers a return, as `RMA-2026-000042-1`: the order's number without its prefix, and which return of it this is. */
const rmaNumber = ({ orderNumber, returns }: PlacedOrder): string =>
  `RMA-${orderNumber.slice(orderNumber.indexOf('-') + 1)}-${returns.length + 1}`;

export const recordReturnRejected: Decide<'RecordReturnRejected'> = ({ returnId }, recorder) => {
  const found = findOpenReturn(recorder.order, returnId);
  if (!found.ok) return found;
  recorder.record('OrderReturnRejected', { returnId });
  return recorder.accept();
};

/**
 * The amount is final now: what was accepted is worth. With nothing to pay back the return is over at once, unless its goods
 * are to be replaced.
 */
export const recordReturnReceived: Decide<'RecordReturnReceived'> = (command, recorder) => {
  const { returnId } = command;
  const found = findOpenReturn(recorder.order, returnId);
  if (!found.ok) return found;
  const accepted = selectAccepted(command, found.value);
  if (!accepted.ok) return accepted;
  const lines = accepted.value;
  const { amount, shipping, forfeited } = returnValue(recorder.order, lines);
  const parts = { ...(shipping !== 0 && { shipping }), ...(forfeited !== 0 && { forfeited }) };
  recorder.record('OrderReturnReceived', { returnId, lines, amount, ...parts });
  const replaced = lines.length > 0 && found.value.exchange !== null;
  if (amount === 0 && !replaced) {
    recorder.record('OrderReturnRefunded', { returnId, refundId: `${returnId}.R0`, amount });
  }
  return recorder.accept();
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

const findOpenReturn = (order: PlacedOrder, returnId: string): Result<OrderReturnState> => {
  const returned = returnOf(order, returnId);
  if (returned === undefined) return unknownPart('return', returnId);
  const { status } = returned;
  if (status === 'requested') return { ok: true, value: returned };
  return reject('wrong_state', 'return_closed', 'the return was decided already', { status });
};
