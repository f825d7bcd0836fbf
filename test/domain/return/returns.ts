import type {
  ApproveReturn,
  OpenReturn,
  ReceiveReturn,
  RecordReturnRefunded,
  RefundReturn,
  RejectReturn,
  ReturnCommand,
} from '../../../domain/return/commands.ts';
import type { ExchangeOffer } from '../../../domain/order/events.ts';
import { returnDecider } from '../../../domain/return/decider.ts';
import type { ReturnEvent, ReturnLine, ReturnStatus } from '../../../domain/return/events.ts';
import { givenFor } from '../../support/given-when-then.ts';

export const given = givenFor(returnDecider);

/** The return's first moment; {@link minute} counts from it. Nothing of the domain runs while tests are only loaded. */
export const start = '2026-11-23T15:00:00.000Z';
export const minute = (minutes: number): string => start.replace(':00:', `:${String(minutes).padStart(2, '0')}:`);

export const ids = { returnId: 'return-1', orderId: 'order-1' };

const line = (lineId: string, quantity: number, amount: number): ReturnLine => ({
  lineId,
  variantId: `variant-${lineId}`,
  sku: `SKU-${lineId}`,
  quantity,
  amount,
  reasons: [{ quantity, detail: null }],
});

export const facts: Omit<OpenReturn, 'type' | 'at'> = {
  ...ids,
  rmaNumber: 'RMA-2026-000001-1',
  orderNumber: 'ORD-2026-000001',
  customerId: 'c1',
  currency: 'CLP',
  reason: 'too small',
  refundMethod: 'original_payment',
  lines: [line('L1', 2000, 9092), { ...line('L2', 1500, 4091), reasons: [{ quantity: 1500, detail: 'torn' }] }],
  amount: 13_183,
  stockManaged: true,
};

/** What is wanted instead, for 4,000 pesos. */
export const exchange: ExchangeOffer = {
  orderId: 'order-2',
  orderNumber: 'ORD-2026-000002',
  quote: {
    currency: 'CLP',
    taxMode: 'inclusive',
    lines: [],
    discounts: [],
    shipping: null,
    totals: { subtotal: 4000, discount: 0, shipping: 0, tax: 0, total: 4000 },
  },
};

export const open: OpenReturn = { type: 'OpenReturn', ...facts, at: start };
export const approve: ApproveReturn = { type: 'ApproveReturn', approvedBy: 'operator-1', at: minute(10) };
export const refuse: RejectReturn = { type: 'RejectReturn', rejectedBy: 'operator-1', reason: 'worn', at: minute(10) };
export const receive = (lines: ReceiveReturn['lines']): ReceiveReturn => ({
  type: 'ReceiveReturn',
  lines,
  at: minute(20),
});
export const refund = (refundId = 'refund-1'): RefundReturn => ({
  type: 'RefundReturn',
  refundId,
  refundMethod: null,
  at: minute(30),
});
export const paidBack: RecordReturnRefunded = {
  type: 'RecordReturnRefunded',
  refundId: 'refund-1',
  amount: 13_000,
  at: minute(31),
};

export const requested: ReturnEvent = { type: 'ReturnRequested', data: { ...facts, at: start } };
export const approved: ReturnEvent = {
  type: 'ReturnApproved',
  data: { ...ids, approvedBy: 'operator-1', at: minute(10) },
};

const after = (history: readonly ReturnEvent[], ...commands: readonly ReturnCommand[]): readonly ReturnEvent[] =>
  commands.reduce((events, command) => [...events, ...given(events).when(command).events()], history);

/** A history that ends in each status. */
export const returnsIn = (): Readonly<Record<ReturnStatus, readonly ReturnEvent[]>> => ({
  requested: [requested],
  approved: [requested, approved],
  rejected: after([requested], refuse),
  received: after([requested, approved], receive(null)),
  refund_requested: after([requested, approved], receive(null), refund()),
  refunded: after([requested, approved], receive(null), refund(), paidBack),
});

/** Every command on an open return, each as it would be sent for the first time, and none a repetition. */
export const commands: readonly Exclude<ReturnCommand, OpenReturn>[] = [
  { type: 'ApproveReturn', approvedBy: 'operator-1', at: minute(50) },
  { type: 'RejectReturn', rejectedBy: 'operator-1', reason: 'worn', at: minute(50) },
  { type: 'ReceiveReturn', lines: [{ lineId: 'L1', quantity: 1000, condition: 'sellable' }], at: minute(50) },
  { type: 'RefundReturn', refundId: 'refund-2', refundMethod: 'cash', at: minute(50) },
  { type: 'RecordReturnRefunded', refundId: 'refund-1', amount: 13_000, at: minute(50) },
];
