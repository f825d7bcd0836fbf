import assert from 'node:assert/strict';
import type { OrderEvent } from '../../../domain/order/events.ts';
import { freshReadModel } from '../support/database.ts';
import { describeReadModel } from '../support/describe-read-model.ts';
import { history, orderUntil, place, placedAt, steps } from '../support/orders.ts';
import { project } from '../support/project.ts';

const sample = {
  name: 'orders',
  category: 'order',
  id: 'o1',
  events: orderUntil('o1'),
  begins: { subject: 'an order', neverWith: orderUntil('o1')[1]! },
} as const;

describeReadModel('the rows of orders', sample, (model) => {
  const projected = async (events: readonly OrderEvent[]): Promise<void> => {
    await model.add('o1', ...events);
    await model.project();
  };
  const firstRow = async (table: string): Promise<unknown> => {
    const { rows } = await model.database.pool.query<{ row: unknown }>(
      `select to_jsonb(t) - 'document' as row from read_model.${table} t`,
    );
    assert.equal(rows.length, 1);
    return rows[0]?.row;
  };

  const delivered = {
    organization_id: 'demo',
    order_id: 'o1',
    order_number: 'ORD-2026-o1',
    type: 'online',
    status: 'delivered',
    customer_id: 'customer-1',
    currency: 'GBP',
    total: 2750,
    lines_count: 2,
    captured: 2750,
    refunded: 0,
    payment_status: 'paid',
    placed_at: '2026-03-01T12:00:00+00:00',
    updated_at: '2026-03-01T12:08:00+00:00',
    version: 11,
  };

  it('have an order’s place in lists, its money in minor units', async () => {
    await model.database.pool.query(
      `alter database ${new URL(model.database.connection.connectionString ?? '').pathname.slice(1)} set timezone to 'utc'`,
    );
    await projected(orderUntil('o1'));
    assert.deepEqual(await firstRow('orders'), delivered);
  });

  it('have what it is found by, nothing personal in it', async () => {
    await projected(orderUntil('o1', 'deliver', { externalReference: 'PO 7' }));
    const terms = ['ord-2026-o1', 'o1', 'po', '7', '85123a', 'tea'];
    assert.deepEqual(await firstRow('order_search'), { organization_id: 'demo', order_id: 'o1', terms });
  });

  it('have everything else in one document', async () => {
    await projected(orderUntil('o1', 'assign'));
    const line = {
      cancelled: 0,
      picked: 0,
      packed: 0,
      inShipment: 0,
      shipped: 0,
      delivered: 0,
      returning: 0,
      returned: 0,
    };
    const { quote, terms, personal } = place('o1');
    assert.deepEqual(await model.reads.getOrder('demo', 'o1'), {
      orderId: 'o1',
      orderNumber: 'ORD-2026-o1',
      orderType: 'online',
      status: 'processing',
      version: 6,
      cartId: null,
      customerId: 'customer-1',
      personal,
      currency: 'GBP',
      taxMode: 'inclusive',
      totals: { subtotal: 2250, discount: 0, shipping: 500, tax: 0, total: 2750 },
      discounts: [],
      shipping: { method: 'standard', taxRate: 0, cost: 500, tax: 0, total: 500 },
      externalReference: null,
      purchaseOrderNumber: null,
      salesQuoteId: null,
      exchangeOf: null,
      paymentMethod: 'cash',
      terms,
      paymentStatus: 'paid',
      captured: 2750,
      refunded: 0,
      placedAt,
      updatedAt: '2026-03-01T12:03:00.000Z',
      reservationId: 'R1',
      reservationExpiresAt: '2026-03-01T12:15:00.000Z',
      confirmedAt: '2026-03-01T12:02:00.000Z',
      cancelledAt: null,
      cancellationReason: null,
      deliveredAt: null,
      returnWindowClosedAt: null,
      lines: quote.lines.map((priced) => ({ ...priced, ...line, assigned: priced.quantity })),
      payments: [
        {
          paymentId: 'o1.P1',
          method: 'cash',
          settlement: 'immediate',
          status: 'captured',
          amount: 2750,
          authorized: 0,
          captured: 2750,
          refundRequested: 0,
          refunded: 0,
          reference: null,
          capture: 'now',
          gatewayPaymentId: null,
          screening: null,
          failureReason: null,
          dueAt: null,
          startedAt: '2026-03-01T12:02:00.000Z',
          paidAt: '2026-03-01T12:02:00.000Z',
        },
      ],
      refunds: [],
      tasks: [
        {
          taskId: 'o1.F1',
          warehouseId: 'north',
          cancelled: false,
          lines: quote.lines.map(({ lineId, quantity }) => ({ lineId, quantity, picked: 0, packed: 0 })),
        },
      ],
      shipments: [],
      returns: [],
      timeline: [
        { status: 'pending', timestamp: placedAt },
        { status: 'payment_pending', timestamp: '2026-03-01T12:02:00.000Z' },
        { status: 'confirmed', timestamp: '2026-03-01T12:02:00.000Z' },
        { status: 'processing', timestamp: '2026-03-01T12:03:00.000Z' },
      ],
    });
  });

  it('say in one word how an order’s money stands', async () => {
    const card = { ...steps.pay('o1', placedAt), method: 'card', settlement: 'gateway' } as const;
    const report = { paymentId: 'o1.P1', at: placedAt } as const;
    const refund = { type: 'RequestRefund', method: 'cash', cause: 'goodwill', returnId: null, at: placedAt } as const;
    const paid = [steps.reserve('o1', placedAt), steps.pay('o1', placedAt)];
    const some = [
      { ...refund, refundId: 'r1', amount: 1000 },
      { type: 'RecordRefundSucceeded', refundId: 'r1', at: placedAt },
    ] as const;
    const rest = [
      { ...refund, refundId: 'r2', amount: 1750 },
      { type: 'RecordRefundSucceeded', refundId: 'r2', at: placedAt },
    ] as const;
    const stories = {
      unpaid: [],
      pending: [card],
      failed: [card, { ...report, type: 'RecordPaymentFailed', reason: 'declined' }],
      authorized: [card, { ...report, type: 'RecordPaymentAuthorized', amount: 2750 }],
      partially_paid: [card, { ...report, type: 'RecordPaymentCaptured', captured: 1000 }],
      paid,
      partially_refunded: [...paid, ...some],
      refunded: [...paid, ...some, ...rest],
    } as const;
    for (const [status, commands] of Object.entries(stories)) {
      await model.clear();
      await projected(history(place('o1'), ...commands));
      const order = await model.reads.getOrder('demo', 'o1');
      assert.equal(order?.paymentStatus, status);
    }
  });

  it('can be made in another schema beside the live one', async () => {
    const beside = await freshReadModel('read_model_2');
    await projected(orderUntil('o1'));
    await project(beside, model.log);
    assert.deepEqual(await beside.dump(), await model.database.dump());
    await beside.drop();
  });
});
