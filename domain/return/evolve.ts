import type { ReturnEvent, ReturnRequested } from './events.ts';
import { withParcel } from './parcel.ts';
import type { OpenedReturn, ReturnState } from './state.ts';

/** Folds one event in. Never judges: what happened has happened. */
export const evolve = (state: ReturnState, event: ReturnEvent): ReturnState => {
  if (event.type === 'ReturnRequested') return opened(event);
  return state.exists ? { ...state, ...changes(state, event) } : state;
};

const opened = ({ data: { at: requestedAt, lines, exchange, ...facts } }: ReturnRequested): OpenedReturn => ({
  ...facts,
  exists: true,
  status: 'requested',
  exchange: exchange ?? null,
  refundId: null,
  lines: lines.map((line) => ({ ...line, received: 0, accepted: 0, restocked: 0 })),
  requestedAt,
});

const changes = (rma: OpenedReturn, event: Exclude<ReturnEvent, ReturnRequested>): Partial<OpenedReturn> => {
  switch (event.type) {
    case 'ReturnApproved':
      return { status: 'approved' };
    case 'ReturnRejected':
      return { status: 'rejected' };
    case 'ReturnItemsReceived':
      return { lines: withParcel(rma.lines, event.data) };
    case 'ReturnReceived':
      return { status: 'received' };
    case 'ReturnRefundRequested': {
      const { refundId, refundMethod } = event.data;
      return { status: 'refund_requested', refundId, refundMethod };
    }
    case 'ReturnRefunded':
      return { status: 'refunded', refundId: event.data.refundId, amount: event.data.amount };
  }
};
