import assert from 'node:assert/strict';
import { commandIdOf, contextFor } from '../../support/command-contexts.ts';
import { ScriptedGateway } from '../../support/scripted-gateway.ts';
import { accepted } from '../../support/test-engine.ts';
import { c1sAccount, creditFixture, total, type CreditFixture } from './credit-fixture.ts';

/** Everything from the warehouse to the buyer's door. */
const deliver = async ({ engine }: CreditFixture, name: string): Promise<void> => {
  const orderId = commandIdOf(name);
  const [taskId, shipmentId] = [`${orderId}.F1`, `${orderId}.S1`];
  const context = (step: string) => contextFor(`${step} ${name}`);
  const { fulfillment } = engine;
  const parcel = { carrier: 'local', service: null, trackingNumber: 'T1', lines: null };
  accepted(await fulfillment.assign(context('assign'), orderId, { tasks: null }));
  accepted(await fulfillment.pick(context('pick'), taskId, { lines: null }));
  accepted(await fulfillment.pack(context('pack'), taskId, { lines: null }));
  accepted(await fulfillment.createShipment(context('ship'), orderId, parcel));
  const departure = { trackingNumber: null, estimatedDelivery: null };
  accepted(await fulfillment.dispatch(context('dispatch'), shipmentId, departure));
  accepted(await fulfillment.deliver(context('deliver'), shipmentId));
};

/** Units of the order's only line come back and are made good in store credit. */
const returnForCredit = async ({ engine }: CreditFixture, name: string, quantity: number): Promise<string> => {
  const returnId = commandIdOf(`return ${name}`);
  const context = (step: string) => contextFor(`${step} ${name}`);
  const request = {
    reason: 'too big',
    refundMethod: 'store_credit',
    items: [{ lineId: 'L1', quantity, reasonDetail: null }],
  } as const;
  accepted(await engine.orders.requestReturn(context('return'), commandIdOf(name), request));
  accepted(await engine.returns.approve(context('approve'), returnId));
  accepted(await engine.returns.receive(context('receive'), returnId, { items: null }));
  accepted(await engine.returns.refund(context('refund'), returnId, { refundMethod: null }));
  return returnId;
};

const paidInCash = async (fixture: CreditFixture, name: string, customerId: string | null = 'c1'): Promise<void> => {
  await fixture.place(name, customerId);
  accepted(await fixture.pay(`pay ${name}`, name, { method: 'cash' }));
  await deliver(fixture, name);
};

describe('goods returned for store credit', () => {
  it('pay for others, and come back as credit when those are cancelled', async () => {
    const card = new ScriptedGateway('card');
    card.atOnce = 'confirm';
    const fixture = creditFixture({ others: [card] });
    await paidInCash(fixture, 'first');
    const returnId = await returnForCredit(fixture, 'first', 2000);

    const issued = [['CreditIssued', 2200, 2200]];
    assert.deepEqual(
      await fixture.statement(),
      issued,
      'issued with the refund, before anything runs in the background',
    );
    const [event] = fixture.log.all().filter(({ type }) => type === 'CreditIssued');
    assert.deepEqual(event?.data, {
      creditAccountId: c1sAccount,
      customerId: 'c1',
      currency: 'USD',
      creditId: (await fixture.order('first')).refunds[0]?.refundId,
      amount: 2200,
      orderId: commandIdOf('first'),
      returnId,
      balance: 2200,
      at: '2026-11-23T15:00:00.000Z',
    });
    await fixture.settleAll(3);
    assert.deepEqual(await fixture.statement(), issued, 'and once');

    await fixture.place('second');
    accepted(await fixture.pay('credit', 'second', { amount: 2000 }));
    accepted(await fixture.pay('card', 'second', { amount: total - 2000, method: 'card' }));
    assert.equal((await fixture.order('second')).status, 'confirmed');
    assert.deepEqual((await fixture.statement()).slice(1), [['CreditRedeemed', 2000, 200]]);

    const reason = { reason: 'changed my mind', approvedBy: null };
    accepted(await fixture.engine.orders.cancel(contextFor('cancel'), commandIdOf('second'), reason));
    await fixture.settleAll(2);
    const { payments, refunds } = await fixture.order('second');
    assert.deepEqual(
      payments.map(({ method, captured, refunded }) => [method, captured, refunded]),
      [
        ['store_credit', 2000, 2000],
        ['card', 750, 750],
      ],
    );
    assert.deepEqual(
      refunds.map(({ status }) => status),
      ['succeeded', 'succeeded'],
    );
    assert.deepEqual((await fixture.statement()).slice(2), [['CreditRestored', 2000, 2200]]);
    assert.deepEqual(card.ledger.at(-1)?.amount, 750);
    assert.deepEqual(fixture.background.lines, []);
  });

  it('of a guest are credit on an account of the order', async () => {
    const fixture = creditFixture();
    await paidInCash(fixture, 'guest', null);
    await returnForCredit(fixture, 'guest', 1000);
    const account = `USD.order.${commandIdOf('guest')}`;
    assert.deepEqual(await fixture.statement(account), [['CreditIssued', 1100, 1100]]);
    await fixture.place('next', null);
    accepted(await fixture.pay('pay', 'next', { methodId: account, amount: 1100 }));
    accepted(await fixture.pay('rest', 'next', { method: 'cash', amount: total - 1100 }));
    assert.equal((await fixture.order('next')).status, 'confirmed');
  });

  it('that were paid with store credit and cash give each back its part', async () => {
    const fixture = creditFixture();
    await fixture.give(1100);
    await fixture.place('order');
    accepted(await fixture.pay('credit', 'order', { amount: 1100 }));
    accepted(await fixture.pay('cash', 'order', { amount: total - 1100, method: 'cash' }));
    const refund = { amount: 1375, method: 'original_payment', currency: 'USD' } as const;
    accepted(await fixture.engine.orders.refund(contextFor('half'), commandIdOf('order'), refund));
    await fixture.settleAll(2);
    assert.deepEqual((await fixture.statement()).slice(1), [
      ['CreditRedeemed', 1100, 0],
      ['CreditRestored', 550, 550],
    ]);
  });

  it('are issued by the background where nobody did it at once', async () => {
    const fixture = creditFixture();
    await fixture.place('order');
    accepted(await fixture.pay('cash', 'order', { method: 'cash' }));
    const refund = { amount: 500, method: 'store_credit', currency: 'USD' } as const;
    accepted(await fixture.engine.orders.refund(contextFor('sorry'), commandIdOf('order'), refund));
    await fixture.settleAll(3);
    assert.deepEqual(await fixture.statement(), [['CreditIssued', 500, 500]]);
  });
});
