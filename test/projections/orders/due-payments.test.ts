import assert from 'node:assert/strict';
import type { OrderCommand, PlaceOrder } from '../../../domain/order/commands.ts';
import { orderQueries } from '../../../projections/orders/queries.ts';
import { freshReadModel, type TestReadModel } from '../support/database.ts';
import { TestLog } from '../support/log.ts';
import { history, place, placedAt } from '../support/orders.ts';
import { project } from '../support/project.ts';

const at = placedAt;

const onTerms = (orderId: string, amount: number, dueAt?: string, number = 1): OrderCommand => ({
  type: 'StartPayment',
  paymentId: `${orderId}.P${number}`,
  method: 'credit_terms',
  settlement: 'terms',
  amount,
  reference: null,
  at,
  ...(dueAt !== undefined && { dueAt }),
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

describe('what a customer owes', () => {
  let database: TestReadModel;

  before(async () => {
    database = await freshReadModel();
  });
  after(() => database.drop());

  it('is what was promised on terms and is not paid yet, the longest due first', async () => {
    const log = new TestLog();
    const add = (orderId: string, changes: Partial<PlaceOrder>, ...commands: readonly OrderCommand[]) =>
      log.add(['order', 'demo', orderId], ...history(place(orderId, { orderType: 'b2b', ...changes }), ...commands));
    const [june, july, august] = ['2027-06-01', '2027-07-01', '2027-08-01'].map((day) => `${day}T12:00:00.000Z`);
    await add('promised', {}, onTerms('promised', 2750, july));
    await add('part', {}, onTerms('part', 2750, june), paid('part', 1000));
    await add('whole', {}, onTerms('whole', 2750, june), paid('whole', 2750));
    await add('split', {}, inCash('split', 750), onTerms('split', 2000, august, 2));
    await add('old', {}, onTerms('old', 2750));
    await add('same', {}, onTerms('same', 2750, august));
    await add('cancelled', {}, onTerms('cancelled', 2750, june), cancel);
    await add('unpaid', {});
    await add('other', { customerId: 'customer-2' }, onTerms('other', 10, june));
    await project(database, log);

    const queries = orderQueries(database.readModel);
    const due = await queries.listDuePayments('demo', 'customer-1', 'GBP');
    assert.deepEqual(
      due.map(({ orderId, paymentId, amount, dueAt }) => [orderId, paymentId, amount, dueAt]),
      [
        ['old', 'old.P1', 2750, null],
        ['part', 'part.P1', 1750, june],
        ['promised', 'promised.P1', 2750, july],
        ['same', 'same.P1', 2750, august],
        ['split', 'split.P2', 2000, august],
      ],
    );
    assert.match(due[0]?.orderNumber ?? '', /\S/u);
    assert.deepEqual(
      (await queries.listDuePayments('demo', 'customer-2', 'GBP')).map(({ orderId }) => orderId),
      ['other'],
    );
    assert.deepEqual(await queries.listDuePayments('demo', 'customer-3', 'GBP'), []);
    assert.deepEqual(await queries.listDuePayments('demo', 'customer-1', 'USD'), []);
    assert.deepEqual(await queries.listDuePayments('elsewhere', 'customer-1', 'GBP'), []);
  });
});
