import type { ReturnEvent, ReturnItemsReceived, ReturnRequested } from '../../domain/return/events.ts';
import type { RecordedEvent } from '../../domain/shared/message.ts';
import type { ReturnDocument, ReturnLineView } from './view.ts';

/** Gives the return after an event; undefined if none begins with it. */
export const evolveReturn = (
  rma: ReturnDocument | undefined,
  event: ReturnEvent,
  { version }: Pick<RecordedEvent, 'version'>,
): ReturnDocument | undefined => {
  if (event.type === 'ReturnRequested') return requested(event);
  return rma && { ...changed(rma, event), version };
};

const requested = ({ data }: ReturnRequested): ReturnDocument => ({
  returnId: data.returnId,
  rmaNumber: data.rmaNumber,
  status: 'requested',
  version: 1,
  orderId: data.orderId,
  orderNumber: data.orderNumber,
  customerId: data.customerId,
  reason: data.reason,
  refundMethod: data.refundMethod,
  exchange: data.exchange ?? null,
  currency: data.currency,
  amount: data.amount,
  refundId: null,
  rejectionReason: null,
  stockManaged: data.stockManaged,
  lines: data.lines.map((line) => ({ ...line, received: 0, accepted: 0, restocked: 0, conditions: [] })),
  timeline: [{ status: 'requested', timestamp: data.at }],
  requestedAt: data.at,
  updatedAt: data.at,
});

const changed = (rma: ReturnDocument, event: Exclude<ReturnEvent, ReturnRequested>): ReturnDocument => {
  const after: ReturnDocument = { ...rma, ...changes(rma, event), updatedAt: event.data.at };
  if (after.status === rma.status) return after;
  return { ...after, timeline: [...rma.timeline, { status: after.status, timestamp: event.data.at }] };
};

const changes = (rma: ReturnDocument, event: Exclude<ReturnEvent, ReturnRequested>): Partial<ReturnDocument> => {
  switch (event.type) {
    case 'ReturnApproved':
      return { status: 'approved' };
    case 'ReturnRejected':
      return { status: 'rejected', rejectionReason: event.data.reason };
    case 'ReturnItemsReceived':
      return { lines: rma.lines.map((line) => received(line, event.data)) };
    case 'ReturnReceived':
      return { status: 'received' };
    case 'ReturnRefundRequested':
      return { status: 'refund_requested', refundId: event.data.refundId, refundMethod: event.data.refundMethod };
    case 'ReturnRefunded':
      return { status: 'refunded', refundId: event.data.refundId, amount: event.data.amount };
  }
};

const received = (line: ReturnLineView, parcel: ReturnItemsReceived['data']): ReturnLineView => {
  const units = parcel.lines.filter(({ lineId }) => lineId === line.lineId);
  const accepted = units.filter(({ condition }) => condition !== 'missing');
  const restocked = parcel.restock.filter(({ lineId }) => lineId === line.lineId);
  return {
    ...line,
    received: line.received + sum(units),
    accepted: line.accepted + sum(accepted),
    restocked: line.restocked + sum(restocked),
    conditions: [...line.conditions, ...units.map(({ condition, quantity }) => ({ condition, quantity }))],
  };
};

const sum = (parts: readonly { readonly quantity: number }[]): number =>
  parts.reduce((total, { quantity }) => total + quantity, 0);
