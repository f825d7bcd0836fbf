import assert from 'node:assert/strict';
import type { OrderEvent } from '../../../domain/order/events.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** What the events alone say about the money: an account of its own, to hold the state against. */
const account = (events: readonly OrderEvent[]) => {
  const amounts = (type: OrderEvent['type']): readonly number[] =>
    events.filter((event) => event.type === type).map(({ data }) => ('amount' in data ? data.amount : 0));
  const failedIds = new Set(events.flatMap((event) => (event.type === 'RefundFailed' ? [event.data.refundId] : [])));
  const succeeded = new Set(events.flatMap((event) => (event.type === 'RefundSucceeded' ? [event.data.refundId] : [])));
  const asked = events.flatMap((event) => (event.type === 'RefundRequested' ? [event.data] : []));
  return {
    captured: total(amounts('PaymentCaptured')),
    refunded: total(amounts('RefundSucceeded')),
    refundRequested: total(
      asked.filter(({ refundId }) => succeeded.has(refundId) || !failedIds.has(refundId)).map(({ amount }) => amount),
    ),
    refundIds: asked.map(({ refundId }) => refundId),
    undelivered: total(amounts('OrderLinesCancelled')),
  };
};

/** Never more back than was asked, never more asked than came; and the state keeps the events' account. */
export const checkMoney = (order: PlacedOrder, events: readonly OrderEvent[]): void => {
  for (const payment of order.payments) {
    assert.ok(payment.refunded >= 0 && payment.refunded <= payment.refundRequested, 'refunded <= asked');
    assert.ok(payment.refundRequested <= payment.captured, 'asked <= captured');
  }
  const { captured, refunded, refundRequested, refundIds } = account(events);
  assert.deepEqual(
    {
      captured: total(order.payments.map((payment) => payment.captured)),
      refunded: total(order.payments.map((payment) => payment.refunded)),
      refundRequested: total(order.payments.map((payment) => payment.refundRequested)),
    },
    { captured, refunded, refundRequested },
  );
  assert.equal(new Set(refundIds).size, refundIds.length, 'every refund has an id of its own');
  if (order.status === 'cancelled' && order.refunds.every((refund) => refund.status !== 'failed')) {
    assert.equal(captured, refundRequested, 'a dead order keeps no money');
  }
};

/** Every unit passes the steps in order, none is counted twice. */
export const checkGoods = (order: PlacedOrder): void => {
  for (const line of order.lines) {
    const steps = [
      line.delivered,
      line.shipped,
      line.inShipment,
      line.packed,
      line.picked,
      line.assigned,
      line.quantity,
    ];
    assert.deepEqual(
      steps,
      steps.toSorted((a, b) => a - b),
      `line ${line.lineId} passes its steps in order`,
    );
    assert.ok(Math.min(line.delivered, line.cancelled, line.returning, line.returned) >= 0);
    assert.ok(line.delivered + line.cancelled <= line.shipped, 'delivered or cancelled, not both');
    assert.ok(line.returning + line.returned <= line.delivered, 'only delivered goods come back');
  }
};

/** The lines and the shipping are the total; giving all of it back gives exactly that back, with the shipping if so agreed. */
export const checkAllocations = (order: PlacedOrder, events: readonly OrderEvent[]): void => {
  const goods = total(order.lines.map((line) => line.total));
  assert.equal(goods + (order.shipping?.total ?? 0), order.totals.total);
  const back = account(events).undelivered + total(order.returns.filter(isBack).map(({ amount }) => amount));
  for (const { lines, amount, shipping, forfeited } of order.returns.filter(isBack)) {
    assert.ok(amount >= 0);
    assert.equal(amount, total(lines.map((line) => line.amount)) + shipping - forfeited, 'a return is its parts');
  }
  const withShipping = order.terms.refunds?.shipping === 'full_return' && order.returns.some(isBack);
  const most = goods + (withShipping ? (order.shipping?.total ?? 0) : 0);
  assert.ok(back <= most);
  if (order.lines.every((line) => line.cancelled + line.returned === line.quantity)) assert.equal(back, most);
};

const isBack = ({ status }: PlacedOrder['returns'][number]): boolean => status === 'received' || status === 'refunded';
