import assert from 'node:assert/strict';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import { orderDocuments } from '../../../domain/processes/documents.ts';
import type { EventsOf } from '../../../domain/processes/reaction.ts';
import { at, quoted } from '../tax-document/sales.ts';

const order = (changes: Partial<PlacedOrder> = {}): PlacedOrder => ({ ...quoted(), confirmedAt: at, ...changes });

const about = { orderId: 'o1', status: 'confirmed', at } as const;

const payment = {
  paymentId: 'o1.P1',
  method: 'credit_terms',
  settlement: 'terms',
  amount: 10_000,
  reference: null,
  capture: 'now',
  gatewayPaymentId: null,
  status: 'captured',
  authorized: 0,
  captured: 7000,
  refundRequested: 0,
  refunded: 0,
  dueAt: null,
  startedAt: at,
  paidAt: at,
} as const;

const refund = {
  refundId: 'r1',
  paymentId: 'o1.P1',
  amount: 500,
  method: 'cash',
  cause: 'goodwill',
  returnId: null,
  status: 'succeeded',
} as const;

const events = {
  OrderConfirmed: { type: 'OrderConfirmed', data: { ...about, reservationId: null } },
  OrderCancelled: {
    type: 'OrderCancelled',
    data: { ...about, reason: 'no', cancelledBy: 'ada', approvedBy: null, reservationId: null },
  },
  OrderLinesCancelled: {
    type: 'OrderLinesCancelled',
    data: {
      ...about,
      lines: [{ lineId: 'L2', quantity: 400 }],
      amount: 1091,
      reason: 'lost',
      returnWindowEndsAt: null,
    },
  },
  OrderReturnRefunded: { type: 'OrderReturnRefunded', data: { ...about, returnId: 'R1', refundId: 'r1', amount: 9 } },
  RefundSucceeded: {
    type: 'RefundSucceeded',
    data: { ...about, refundId: 'r1', paymentId: 'o1.P1', amount: 500, returnId: null },
  },
  PaymentCaptured: { type: 'PaymentCaptured', data: { ...about, paymentId: 'o1.P1', amount: 3000 } },
} as const satisfies { readonly [Event in EventsOf<typeof orderDocuments> as Event['type']]: Event };

describe('what asks for a document', () => {
  it('is told by a list of event types', () => {
    assert.deepEqual(Object.keys(events), orderDocuments.eventTypes);
  });

  it('is nothing of an order that never became binding, or is documented elsewhere', () => {
    for (const changes of [{ confirmedAt: null }, { reservationExpiresAt: null }]) {
      const silent = order({ ...changes, payments: [payment], refunds: [refund] });
      for (const event of Object.values(events))
        assert.equal(orderDocuments.react(event, silent), undefined, event.type);
    }
  });

  it('is a confirmation, and a cancellation of what was confirmed', () => {
    assert.deepEqual(orderDocuments.react(events.OrderConfirmed, order()), { kind: 'sale', sale: order() });
    assert.deepEqual(orderDocuments.react(events.OrderCancelled, order()), { kind: 'cancellation' });
  });

  it('is lines that are not delivered, each with its share after what was given back before', () => {
    const lines = order().lines.map((line) =>
      line.lineId === 'L2' ? { ...line, cancelled: 600, returned: 200 } : line,
    );
    assert.deepEqual(orderDocuments.react(events.OrderLinesCancelled, order({ lines })), {
      kind: 'undelivered',
      lines: [{ line: 'L2', quantity: 400, amount: 1091 }],
      amount: 1091,
    });
  });

  it('is a refunded return: its goods, its shipping, and what the order accepted of it', () => {
    const returned = (shipping: number) =>
      order({
        returns: [
          {
            returnId: 'R1',
            rmaNumber: 'RMA-1',
            status: 'refunded',
            refundMethod: 'cash',
            lines: [{ lineId: 'L2', quantity: 1000, amount: 2727 }],
            amount: 2727 + shipping - 100,
            shipping,
            forfeited: 100,
            exchange: null,
            exchanged: false,
          },
        ],
      });
    const goods = { line: 'L2', quantity: 1000, amount: 2727 };
    assert.deepEqual(orderDocuments.react(events.OrderReturnRefunded, returned(0)), {
      kind: 'return',
      lines: [goods],
      amount: 2627,
    });
    assert.deepEqual(orderDocuments.react(events.OrderReturnRefunded, returned(500)), {
      kind: 'return',
      lines: [goods, { line: 'shipping', quantity: 1000, amount: 500 }],
      amount: 3127,
    });
    assert.equal(orderDocuments.react(events.OrderReturnRefunded, order()), undefined);
  });

  it('is goodwill, and no other refund', () => {
    const occasion = (cause: 'goodwill' | 'overpayment' | 'late_payment' | 'return') =>
      orderDocuments.react(events.RefundSucceeded, order({ refunds: [{ ...refund, cause }] }));
    assert.deepEqual(occasion('goodwill'), { kind: 'discount', amount: 500 });
    for (const cause of ['overpayment', 'late_payment', 'return'] as const) assert.equal(occasion(cause), undefined);
  });

  it('is money on terms that comes after the sale, and no other money', () => {
    const cash = { ...payment, paymentId: 'o1.P2', settlement: 'immediate', captured: 1000 } as const;
    assert.deepEqual(orderDocuments.react(events.PaymentCaptured, order({ payments: [payment, cash] })), {
      kind: 'payment',
      method: 'credit_terms',
      amount: 3000,
      before: 5000,
    });
    const other = { ...payment, settlement: 'gateway' } as const;
    assert.equal(orderDocuments.react(events.PaymentCaptured, order({ payments: [other] })), undefined);
    assert.equal(orderDocuments.react(events.PaymentCaptured, order()), undefined);
  });
});
