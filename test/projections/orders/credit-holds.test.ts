import assert from 'node:assert/strict';
import type { OrderCommand, PlaceOrder } from '../../../domain/order/commands.ts';
import { creditHoldQueries } from '../../../projections/orders/queries.ts';
import { freshReadModel, type TestReadModel } from '../support/database.ts';
import { TestLog } from '../support/log.ts';
import { history, place, placedAt } from '../support/orders.ts';
import { project } from '../support/project.ts';

const at = placedAt;

const onTerms = (orderId: string, amount: number, number = 1): OrderCommand => ({
  type: 'StartPayment',
  paymentId: `${orderId}.P${number}`,
  method: 'credit_terms',
  settlement: 'terms',
  amount,
  reference: null,
  at,
});

const inCash = (orderId: string, amount: number): OrderCommand => ({
  type: 'StartPayment',
  paymentId: `${orderId}.P1`,
  method: 'cash',
  settlement: 'immediate',
  amount,
  reference: null,
  at,
});

const paid = (orderId: string, captured: number): OrderCommand => ({
  type: 'RecordPaymentCaptured',
  paymentId: `${orderId}.P1`,
  captured,
  at,
});

const cancel: OrderCommand = { type: 'CancelOrder', reason: 'no', cancelledBy: 'boss', approvedBy: null, at };

describe('what orders hold of a customer’s credit', () => {
  let database: TestReadModel;

  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());

  const held = async (customerId: string, exceptOrderId = 'none', organizationId = 'demo') =>
    creditHoldQueries(database.readModel).heldOnOtherOrders(organizationId, customerId, 'GBP', exceptOrderId);

  it('is what was promised on terms and is not paid yet, order by order', async () => {
    const log = new TestLog();
    const add = (orderId: string, changes: Partial<PlaceOrder>, ...commands: readonly OrderCommand[]) =>
      log.add(['order', 'demo', orderId], ...history(place(orderId, { orderType: 'b2b', ...changes }), ...commands));
    await add('promised', {}, onTerms('promised', 2750));
    await add('part', {}, onTerms('part', 2750), paid('part', 1000));
    await add('whole', {}, onTerms('whole', 2750), paid('whole', 2750));
    await add('split', {}, inCash('split', 750), onTerms('split', 2000, 2));
    await add('cancelled', {}, onTerms('cancelled', 2750), cancel);
    await add('unpaid', {});
    await add('other', { customerId: 'customer-2' }, onTerms('other', 10));
    await project(database, log);

    assert.equal(await held('customer-1'), 2750 + 1750 + 2000);
    assert.equal(await held('customer-1', 'part'), 2750 + 2000);
    assert.equal(await held('customer-2'), 10);
    assert.equal(await held('customer-3'), 0);
    assert.equal(await held('customer-1', 'none', 'elsewhere'), 0);
    const queries = creditHoldQueries(database.readModel);
    assert.equal(await queries.heldOnOtherOrders('demo', 'customer-1', 'USD', 'none'), 0);
  });
});
