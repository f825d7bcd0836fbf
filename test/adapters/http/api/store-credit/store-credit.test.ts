import assert from 'node:assert/strict';
import { HttpTest, tokenOf } from '../../../../support/http.ts';
import { assertHas } from '../../support/assert-has.ts';
import { creditedAccount, payment, placedOrder } from '../../support/journeys.ts';

/** What one of the two mugs of an order was paid with. */
const mug = 12;

describe('store credit over HTTP', () => {
  let http: HttpTest;
  let account: string;
  beforeEach(async () => {
    http = await new HttpTest().listen();
    account = await creditedAccount(http, 'ann');
  });
  afterEach(() => http.close());

  const spend = (orderId: string, amount: number, body: object = {}, headers = tokenOf('order.customer', 'ann')) =>
    http.ok(
      'POST',
      `/orders/${orderId}/payments`,
      { ...payment, payment_method: 'store_credit', amount, ...body },
      headers,
    );

  it('comes from a return, and is shown to its customer', async () => {
    const now = http.clock.now();
    const shown = {
      account_id: account,
      customer_id: 'ann',
      currency: 'GBP',
      balance: mug,
      version: 1,
      opened_at: now,
      updated_at: now,
    };
    for (const headers of [tokenOf('order.customer', 'ann'), tokenOf('order.operator', 'olga')]) {
      assert.deepEqual(await http.ok('GET', '/customers/ann/store-credit', undefined, headers), { items: [shown] });
      assertHas(await http.ok('GET', `/store-credit/${account}?min_version=1`, undefined, headers), {
        ...shown,
        entries: {
          items: [{ version: 1, type: 'issued', amount: mug, balance: mug, payment_id: null, at: now }],
          next_cursor: null,
        },
      });
    }
  });

  it('is spent by the customer, and the statement tells on what', async () => {
    const orderId = await placedOrder(http, { customer_id: 'ann' });
    assertHas(await spend(orderId, 10.5), { payment_id: `${orderId}.P1`, status: 'captured' });
    assert.deepEqual(await http.ok('GET', `/store-credit/${account}?limit=1`), {
      account_id: account,
      customer_id: 'ann',
      currency: 'GBP',
      balance: 1.5,
      version: 2,
      opened_at: http.clock.now(),
      updated_at: http.clock.now(),
      entries: {
        items: [
          {
            version: 2,
            type: 'redeemed',
            amount: -10.5,
            balance: 1.5,
            order_id: orderId,
            return_id: null,
            refund_id: null,
            payment_id: `${orderId}.P1`,
            exchange_order_id: null,
            at: http.clock.now(),
          },
        ],
        next_cursor: '2',
      },
    });
    assertHas(await http.ok('GET', `/store-credit/${account}?limit=1&cursor=2`), {
      entries: { items: [{ version: 1, type: 'issued' }], next_cursor: null },
    });
  });

  it('that is not there fails the payment, and leaves the order to be paid otherwise', async () => {
    const orderId = await placedOrder(http, { customer_id: 'ann' });
    assertHas(await spend(orderId, 12.01), { status: 'failed' });
    assertHas(await http.ok('GET', `/orders/${orderId}`), { status: 'payment_failed' });
    assertHas(await http.ok('GET', '/customers/ann/store-credit'), { items: [{ balance: mug }] });
  });

  it('has a history from the first event on', async () => {
    const { items } = (await http.ok('GET', `/store-credit/${account}/history`)) as { items: { type: string }[] };
    assert.deepEqual(
      items.map(({ type }) => type),
      ['CreditIssued'],
    );
  });

  it('is nobody else’s business', async () => {
    const eve = { headers: tokenOf('order.customer', 'eve') };
    for (const path of ['customers/ann/store-credit', `store-credit/${account}`, `store-credit/${account}/history`]) {
      assert.equal(await http.refused('GET', `/api/v1/${path}`, eve), '404 credit_not_found');
    }
    assert.equal(await http.refused('GET', '/api/v1/customers/nobody/store-credit'), '404 credit_not_found');
    assert.equal(await http.refused('GET', '/api/v1/store-credit/USD.customer.nobody'), '404 credit_not_found');
    const orderId = await placedOrder(http, { customer_id: 'eve' });
    assertHas(await spend(orderId, 1, { payment_method_id: account }, eve.headers), { status: 'failed' });
  });

  it('is refused strange cursors', async () => {
    const path = `/api/v1/store-credit/${account}`;
    for (const query of ['cursor=x', 'cursor=0', 'limit=0', 'limit=101', 'min_version=x']) {
      assert.equal(await http.refused('GET', `${path}?${query}`), '400 validation_failed', query);
    }
  });
});
