import assert from 'node:assert/strict';
import type { Customer } from '../../../application/ports/customers.ts';
import { ServiceUnavailableError } from '../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../support/command-contexts.ts';
import { customersOf } from '../../support/port-doubles.ts';
import { accepted, refused, testEngine, type TestEngine } from '../../support/test-engine.ts';

const business = (credit: Customer['credit']): Customer => ({
  customerId: 'c1',
  name: 'El Tornillo',
  email: '',
  phone: '',
  loyaltyTier: '',
  loyaltyPoints: 0,
  credit,
  addresses: [],
});

const usd = (available: number) => ({ limit: 100_000, available, currency: 'USD' }) as const;

describe('paying on credit terms', () => {
  /** 30.00 of goods and 5.00 of shipping, with their tax: 38.50. */
  const placed = async (fixture: TestEngine, customerId: string | null = 'c1', name = 'place') =>
    accepted(
      await fixture.engine.orders.place(contextFor(name), {
        orderType: 'b2b',
        customerId,
        items: [{ variantId: 'v1', quantity: 3000 }],
        shippingMethod: 'standard',
        paymentMethod: 'credit_terms',
      }),
    ).orderId;

  const pay = (fixture: TestEngine, orderId: string, name: string, amount: number, method = 'credit_terms') =>
    fixture.engine.orders.pay(contextFor(name), orderId, { method, methodId: null, amount, currency: 'USD' });

  const withCredit = (credit: Customer['credit']) => testEngine({ customers: [business(credit)] });

  it('takes all that is available, and not a cent more', async () => {
    const fixture = withCredit(usd(2000));
    const orderId = await placed(fixture);
    const much = await pay(fixture, orderId, 'much', 2001);
    assert.deepEqual(!much.ok && much.rejection, {
      kind: 'rule',
      code: 'credit_exceeded',
      message: 'pay at most the available credit on terms, and the rest otherwise',
      details: { amount: '20.01', available: '20.00', currency: 'USD' },
    });
    const { payments } = accepted(await pay(fixture, orderId, 'enough', 2000));
    assert.deepEqual(
      payments.map(({ settlement, status, authorized }) => [settlement, status, authorized]),
      [['terms', 'authorized', 2000]],
    );
  });

  it('counts what the order holds of the credit already, until that is paid', async () => {
    const fixture = withCredit(usd(2000));
    const orderId = await placed(fixture);
    accepted(await pay(fixture, orderId, 'first', 1500));
    const second = await pay(fixture, orderId, 'second', 501);
    assert.deepEqual(!second.ok && second.rejection.details, { amount: '5.01', available: '5.00', currency: 'USD' });
    const paid = { amount: 500, currency: 'USD' } as const;
    accepted(await fixture.engine.orders.capture(contextFor('paid'), orderId, `${orderId}.P1`, paid));
    accepted(await pay(fixture, orderId, 'third', 1000));
  });

  it('counts what the customer’s other orders hold of it', async () => {
    const fixture = withCredit(usd(2000));
    accepted(await pay(fixture, await placed(fixture, 'c1', 'other'), 'other paid', 1200));
    const orderId = await placed(fixture);
    assert.deepEqual(refused(await pay(fixture, orderId, 'much', 801)), { kind: 'rule', code: 'credit_exceeded' });
    accepted(await pay(fixture, orderId, 'enough', 800));
    const nothing = await pay(fixture, orderId, 'any', 1);
    assert.deepEqual(!nothing.ok && nothing.rejection.details, { amount: '0.01', available: '0.00', currency: 'USD' });
  });

  it('is had by as many racing orders as it is enough for', async () => {
    const fixture = withCredit(usd(20_000));
    const orders: string[] = [];
    for (let order = 0; order < 50; order += 1) orders.push(await placed(fixture, 'c1', `order ${order}`));
    const answers = await Promise.all(orders.map((orderId) => pay(fixture, orderId, `pay ${orderId}`, 2000)));
    assert.equal(answers.filter(({ ok }) => ok).length, 10);
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.rejection.code]));
    assert.deepEqual([...new Set(refusals)], ['credit_exceeded']);
  });

  it('lets the rest be paid otherwise', async () => {
    const fixture = withCredit(usd(2000));
    const orderId = await placed(fixture);
    accepted(await pay(fixture, orderId, 'terms', 2000));
    const order = accepted(await pay(fixture, orderId, 'cash', 1850, 'cash'));
    assert.equal(order.status, 'confirmed');
  });

  const noCredit = { kind: 'rule', code: 'no_credit' };

  it('is refused without credit, to those whom nobody knows, and to guests', async () => {
    const none = withCredit(null);
    assert.deepEqual(refused(await pay(none, await placed(none), 'none', 100)), noCredit);
    const stranger = withCredit(usd(5000));
    assert.deepEqual(refused(await pay(stranger, await placed(stranger, 'c2'), 'stranger', 100)), noCredit);
    const guest = withCredit(usd(5000));
    assert.deepEqual(refused(await pay(guest, await placed(guest, null), 'guest', 100)), noCredit);
  });

  it('is refused in another currency than the credit’s', async () => {
    const fixture = withCredit({ limit: 500_000, available: 500_000, currency: 'GBP' });
    assert.deepEqual(refused(await pay(fixture, await placed(fixture), 'pounds', 100)), {
      kind: 'rule',
      code: 'currency_mismatch',
    });
  });

  it('answers a repetition as the first time, though the credit is used up since', async () => {
    const fixture = withCredit(usd(2000));
    const orderId = await placed(fixture);
    accepted(await pay(fixture, orderId, 'all', 2000));
    const again = await pay(fixture, orderId, 'all', 2000);
    assert.equal(again.ok && again.repeated, true);
  });

  it('is not taken on trust while somebody does not answer', async () => {
    const away = () => Promise.reject(new ServiceUnavailableError('customer'));
    const fixture = testEngine({ customers: { ...customersOf(), customer: away } });
    const orderId = await placed(fixture);
    const head = await fixture.store.head();
    await assert.rejects(pay(fixture, orderId, 'away', 100), ServiceUnavailableError);
    assert.equal(await fixture.store.head(), head);
  });
});
