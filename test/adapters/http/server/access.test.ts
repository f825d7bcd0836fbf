import assert from 'node:assert/strict';
import { may } from '../../../../application/access/permissions.ts';
import type { Route } from '../../../../adapters/http/server/route.ts';
import { roles } from '../../../../application/ports/identity.ts';
import { HttpTest, tokenOf } from '../../../support/http.ts';
import {
  checkoutOf,
  creditedAccount,
  documented,
  filledCart,
  offeredQuote,
  payment,
  placedOrder,
  requestedReturn,
  soldAtTill,
  startedSubscription,
  takeTo,
} from '../support/journeys.ts';

type Guarded = Extract<Route, { permission: unknown }>;

const isGuarded = (route: Route): route is Guarded => 'permission' in route;

const line = { order_item_id: 'L1', quantity: 1 };
const scan = { tracking_event_id: 'E1', status: 'in_transit', occurred_at: '2026-11-23T15:00:00Z' };

/** A good body of each route that must have one, by the end of its path. */
const bodies: readonly (readonly [end: string, body: object])[] = [
  ['/price', { unit_price: 1, currency: 'GBP', reason: 'scratched' }],
  ['/transactions/{transaction_id}/customer', { customer_id: null }],
  ['/transactions/{transaction_id}/resume', { shift_id: 'shift-1' }],
  ['/void', { reason: 'wrong item' }],
  [
    '/transactions/{transaction_id}/returns',
    { items: [{ item_id: 'L1', quantity: 1 }], reason: 'broken', shift_id: 'shift-1', refund_method: 'cash' },
  ],
  ['/cash-movements', { direction: 'in', amount: 1, currency: 'GBP', reason: 'change' }],
  ['/close', { counted_cash: 1, currency: 'GBP' }],
  ['/promotions/{promotion_id}/revise', { name: 'Less', benefit: { kind: 'percentage', percent: 1 } }],
  ['/end', { reason: 'over' }],
  ['/quotes/{quote_id}/revise', { items: [{ variant_id: '1', quantity: 1 }], shipping_method: 'standard' }],
  ['/decline', { reason: 'too cheap' }],
  ['/withdraw', { reason: 'too cheap' }],
  ['/payment-method', { payment_method: 'cash' }],
  ['/items', { variant_id: '1', quantity: 1 }],
  ['/items/{item_id}', { quantity: 1 }],
  ['/coupons', { code: 'WELCOME' }],
  ['/payments', payment],
  ['/pay', payment],
  ['/refunds', { amount: 1, currency: 'GBP' }],
  ['/cancel', { reason: 'mine' }],
  ['/shipments', { carrier: 'local' }],
  ['/tracking-events', scan],
  ['/fail', { reason: 'nobody there' }],
  ['/returns', { reason: 'mine', items: [line], refund_method: 'cash' }],
  ['/reject', { reason: 'mine' }],
  ['/sync', { till_id: 'till-1', records: [{}] }],
  ['/documents', { kind: 'debit_note', amount: 1, currency: 'GBP', reason: 'gift wrap' }],
];

describe('who may do what', () => {
  let http: HttpTest;
  let things: Readonly<Record<string, string>>;
  let token: string;
  before(async () => {
    http = await new HttpTest().listen();
    const made = (await http.ok('POST', '/carts', { customer_id: 'ann' })) as {
      cart_id: string;
      recovery_token: string;
    };
    const orderId = await placedOrder(http, { customer_id: 'ann' });
    await takeTo(http, orderId, 'delivered');
    token = made.recovery_token;
    await http.ok('POST', '/promotions', { code: 'MINE', name: 'Mine', benefit: { kind: 'percentage', percent: 1 } });
    things = {
      cart_id: await filledCart(http, { customer_id: 'ann' }),
      item_id: 'L1',
      code: 'WELCOME',
      order_id: orderId,
      payment_id: `${orderId}.P1`,
      task_id: `${orderId}.F1`,
      shipment_id: `${orderId}.S1`,
      return_id: await requestedReturn(http, orderId),
      document_id: await documented(http, orderId),
      account_id: await creditedAccount(http, 'ann'),
      customer_id: 'ann',
      subscription_id: await startedSubscription(http, { customer_id: 'ann' }),
      ...(await soldAtTill(http)),
      quote_id: await offeredQuote(http, 'ann'),
      promotion_id: 'coupon.MINE',
    };
  });
  after(() => http.close());

  const bodyOf = ({ method, path }: Route): object => {
    if (method === 'delete') return {};
    if (path.endsWith('/merge')) return { from_cart_id: things.cart_id };
    if (path.endsWith('/recover')) return { token };
    if (path.endsWith('/from-cart')) return checkoutOf(things.cart_id!);
    return bodies.find(([end]) => path.endsWith(end))?.[1] ?? {};
  };

  const send = (route: Route, headers: Record<string, string>) => {
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => things[name]!);
    return http.request(route.method.toUpperCase(), path, {
      headers,
      ...(route.kind === 'write' && { body: bodyOf(route) }),
    });
  };

  /** Routes that name somebody's things, in their path or their body. */
  const naming = (): readonly Guarded[] =>
    http.routes
      .filter(isGuarded)
      .filter(({ path }) => path.includes('{') || path.endsWith('/from-cart') || path.endsWith('/recover'));

  it('tries every route that names something', () => {
    assert.equal(naming().length, 80);
  });

  it('shows no route anything of another organisation', async () => {
    for (const route of naming()) {
      const { status, json } = await send(route, tokenOf('order.admin', 'eve', 'other'));
      assert.equal(status, 404, `${route.method} ${route.path}: ${JSON.stringify(json)}`);
    }
  });

  it('shows no customer anything of another', async () => {
    for (const route of naming()) {
      const { status, json } = await send(route, tokenOf('order.customer', 'eve'));
      const expected = may('order.customer', route.permission) ? 404 : 403;
      assert.equal(status, expected, `${route.method} ${route.path}: ${JSON.stringify(json)}`);
    }
  });

  it('writes nothing for strangers', async () => {
    const events = http.shop.store.all().length;
    for (const route of naming()) {
      await send(route, tokenOf('order.customer', 'eve'));
      await send(route, tokenOf('order.admin', 'eve', 'other'));
    }
    assert.equal(http.shop.store.all().length, events);
  });

  it('asks every route for a valid token', async () => {
    for (const route of http.routes.filter(isGuarded)) {
      const answer = await send(route, { authorization: 'Bearer forged' });
      assert.equal(answer.status, 401, route.path);
      assert.equal(answer.headers.get('www-authenticate'), 'Bearer');
    }
  });

  it('refuses each role what its row does not have', async () => {
    for (const role of roles) {
      for (const route of http.routes.filter(isGuarded).filter(({ permission }) => !may(role, permission))) {
        const { status, json } = await send(route, tokenOf(role, 'ann'));
        assert.deepEqual([status, json.error.code], [403, 'forbidden'], `${role} ${route.path}`);
      }
    }
  });

  it('lets no customer say that they paid in cash', async () => {
    const orderId = await placedOrder(http, { customer_id: 'ann' });
    const options = { body: payment, headers: tokenOf('order.customer', 'ann') };
    assert.equal(
      await http.refused('POST', `/api/v1/orders/${orderId}/payments`, options),
      '403 tender_taken_by_staff',
    );
  });
});
