import assert from 'node:assert/strict';
import type { OrderEvent, RefundRequested } from '../../../domain/order/events.ts';
import type { PlacedOrder } from '../../../domain/order/state.ts';
import type { CreditEvent } from '../../../domain/credit/events.ts';
import { sum } from '../../../domain/shared/money.ts';
import { stock, type World } from './world.ts';

/** Once nothing is under way, everybody who keeps a book of an order must have written the same into it. */
export const assertAgreement = async (world: World): Promise<void> => {
  const orders = await Promise.all(world.idsOf('order').map(world.order));
  for (const order of orders) {
    assertMoney(order);
    await assertReturns(world, order);
    await assertDocuments(world, order);
  }
  await assertCredit(world, orders);
  assertStock(world, orders);
};

const assertMoney = ({ payments, refunds, orderNumber }: PlacedOrder): void => {
  for (const { paymentId, captured, refunded } of payments) {
    const paidBack = sum(
      refunds.filter((refund) => refund.paymentId === paymentId && refund.status === 'succeeded').map(amount),
    );
    assert.equal(refunded, paidBack, `${orderNumber}: ${paymentId} gave back what its refunds say`);
    assert.ok(refunded <= captured, `${orderNumber}: ${paymentId} gave back at most what it took`);
  }
  assert.deepEqual(
    refunds.filter(({ status }) => status !== 'succeeded').map(({ refundId }) => refundId),
    [],
  );
};

/** The order and the Return tell the same of what came back. */
const assertReturns = async (world: World, order: PlacedOrder): Promise<void> => {
  for (const { returnId, status, lines, amount: worth, shipping, forfeited } of order.returns) {
    const rma = await world.returned(returnId);
    const expected = { requested: ['requested', 'approved'], received: ['received', 'refund_requested'] } as const;
    const allowed: readonly string[] = status in expected ? expected[status as keyof typeof expected] : [status];
    assert.ok(allowed.includes(rma.status), `${order.orderNumber}: ${status} here, ${rma.status} there`);
    if (status !== 'received' && status !== 'refunded') continue;
    assert.deepEqual(
      lines.map(({ lineId, quantity }) => [lineId, quantity]),
      rma.lines.filter(({ accepted }) => accepted > 0).map(({ lineId, accepted }) => [lineId, accepted]),
    );
    assert.equal(worth, sum(lines.map(amount)) + shipping - forfeited);
  }
  for (const { lineId, returned, returning, delivered } of order.lines) {
    const accepted = order.returns.filter(({ status }) => status === 'received' || status === 'refunded');
    const back = accepted.flatMap(({ lines }) => lines).filter((line) => line.lineId === lineId);
    assert.equal(returned, sum(back.map(({ quantity }) => quantity)));
    assert.ok(returned + returning <= delivered, 'never more than was delivered');
  }
};

/** What the documents leave of the sale is what the buyer paid in the end and did not get back. */
const assertDocuments = async (world: World, order: PlacedOrder): Promise<void> => {
  const documents = (await world.documents(order.orderId)).map(({ content, status }) => ({ ...content, status }));
  const [invoice, ...notes] = documents;
  assert.equal(invoice !== undefined, order.confirmedAt !== null, 'documented once it is confirmed');
  if (invoice === undefined) return;
  assert.deepEqual(new Set(documents.map(({ status }) => status)), new Set(['numbered']));
  assert.equal(invoice.kind, 'receipt');
  assert.equal(invoice.totals.total, order.totals.total);
  assert.ok(notes.every(({ kind }) => kind === 'credit_note'));
  for (const { totals, lines } of documents) {
    assert.equal(totals.net + totals.exempt + totals.tax, totals.total);
    for (const part of ['net', 'exempt', 'tax', 'total'] as const) {
      assert.equal(totals[part], sum(lines.map((line) => line[part])), part);
    }
  }
  const left = invoice.totals.total - sum(notes.map(({ totals }) => totals.total));
  const kept = order.totals.total - sum(order.refunds.filter(({ cause }) => cause !== 'overpayment').map(amount));
  assert.equal(left, kept, `${order.orderNumber}: documents leave ${left}, the payments ${kept}`);
  for (const part of ['net', 'exempt', 'tax'] as const) {
    const rest = invoice.totals[part] - sum(notes.map(({ totals }) => totals[part]));
    assert.ok(left === 0 ? rest === 0 : rest >= 0, `${part}: ${rest} of ${left}`);
  }
};

/** The ledger holds what orders paid back in store credit, less what orders took of it. */
const assertCredit = async (world: World, orders: readonly PlacedOrder[]): Promise<void> => {
  const issued = world.log
    .all()
    .filter(({ type }) => type === ('RefundRequested' satisfies OrderEvent['type']))
    .map(({ data }) => data as RefundRequested['data'])
    .filter(({ method }) => method === 'store_credit');
  const spent = orders.flatMap(({ payments }) => payments).filter(({ method }) => method === 'store_credit');
  const spentIds = new Set(spent.map(({ paymentId }) => paymentId));
  const restored = orders
    .flatMap(({ refunds }) => refunds)
    .filter(({ paymentId, method }) => spentIds.has(paymentId) && method === 'original_payment');
  const expected = sum(issued.map(amount)) - sum(spent.map(({ captured }) => captured)) + sum(restored.map(amount));
  const accounts = await Promise.all(world.idsOf('credit').map(world.account));
  assert.equal(sum(accounts.map(({ balance }) => balance)), expected, 'the ledger');
  for (const { balance } of accounts) assert.ok(balance >= 0);
  const entries = world.log.all().filter(({ stream }) => stream.startsWith('credit-'));
  const moved = (type: CreditEvent['type']) =>
    sum(entries.filter((event) => event.type === type).map(({ data }) => (data as CreditEvent['data']).amount));
  assert.equal(moved('CreditIssued') - moved('CreditRedeemed') + moved('CreditRestored'), expected);
};

/** What is on hand is what was there, less what left, plus what came back fit to be sold. */
const assertStock = (world: World, orders: readonly PlacedOrder[]): void => {
  for (const variantId of ['v1', 'v2']) {
    const isIt = (order: PlacedOrder, lineId: string): boolean =>
      order.lines.some((line) => line.lineId === lineId && line.variantId === variantId);
    const shipped = sum(
      orders.flatMap((order) =>
        order.shipments
          .filter(({ status, attempts }) => attempts > 0 && status !== 'returned_to_sender')
          .flatMap(({ lines }) => lines.filter(({ lineId }) => isIt(order, lineId)).map(({ quantity }) => quantity)),
      ),
    );
    const restocked = sum(
      world.log
        .all()
        .filter(({ type }) => type === 'ReturnItemsReceived')
        .flatMap(({ data }) => (data as { restock: readonly { variantId: string; quantity: number }[] }).restock)
        .filter((line) => line.variantId === variantId)
        .map(({ quantity }) => quantity),
    );
    assert.equal(world.inventory.onHand(variantId), stock - shipped + restocked, `stock of ${variantId}`);
  }
};

const amount = ({ amount: value }: { readonly amount: number }): number => value;
