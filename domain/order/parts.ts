import { reject, type Refusal } from '../shared/decider.ts';
import type { OrderReturnState, PaymentState, RefundState, TaskState } from './facts.ts';
import type { PlacedOrder, ShipmentState } from './state.ts';

// Finds the parts of an order that a command names by their ids.

export const paymentOf = ({ payments }: PlacedOrder, id: string): PaymentState | undefined =>
  payments.find(({ paymentId }) => paymentId === id);

export const refundOf = ({ refunds }: PlacedOrder, id: string): RefundState | undefined =>
  refunds.find(({ refundId }) => refundId === id);

export const taskOf = ({ tasks }: PlacedOrder, id: string): TaskState | undefined =>
  tasks.find(({ taskId }) => taskId === id);

export const shipmentOf = ({ shipments }: PlacedOrder, id: string): ShipmentState | undefined =>
  shipments.find(({ shipmentId }) => shipmentId === id);

export const returnOf = ({ returns }: PlacedOrder, id: string | null): OrderReturnState | undefined =>
  returns.find(({ returnId }) => returnId === id);

/** Refuses a command about a part that the order does not have. */
export const unknownPart = (part: 'payment' | 'refund' | 'task' | 'shipment' | 'return', id: string): Refusal =>
  reject('not_found', `unknown_${part}`, `the order has no such ${part}`, { id });
