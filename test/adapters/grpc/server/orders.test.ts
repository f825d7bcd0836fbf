import assert from 'node:assert/strict';
import { commandIdOf } from '../../../../application/commands/request.ts';
import { ServiceUnavailableError } from '../../../../application/ports/service-unavailable.ts';
import { contextFor } from '../../../support/command-contexts.ts';
import { as, OrderGrpcTest, type Headers } from '../../../support/order-grpc.ts';
import { accepted } from '../../../support/test-engine.ts';

const address = {
  name: 'Ada Byron',
  line1: '1 Square',
  city: 'London',
  postal_code: 'W1',
  country: 'GB',
};

const checkout = (cartId: string, changes: object = {}) => ({
  cart_id: cartId,
  shipping_address: address,
  shipping_method: 'standard',
  payment_method: 'cash',
  ...changes,
});

interface Placed {
  readonly order: { readonly order_id: string; readonly order_number: string; readonly version: number };
  readonly payment_required: boolean;
}

interface Listed {
  readonly orders: readonly { readonly order_number: string }[];
  readonly next_cursor: string;
}

const placedAt = { seconds: Date.parse('2026-11-23T15:00:00Z') / 1000, nanos: 0 };

const order = (orderId: string) => ({
  order_id: orderId,
  order_number: 'ORD-2026-000001',
  type: 'online',
  status: 'pending',
  version: 1,
  customer_id: 'c1',
  currency: 'GBP',
  items: [
    {
      order_item_id: 'L1',
      variant_id: '1',
      sku: 'SKU-1',
      product_name: 'RED MUG',
      quantity: '2',
      unit_price: '12.00',
      discount: '0.00',
      tax: '4.00',
      subtotal: '24.00',
    },
  ],
  totals: { subtotal: '24.00', shipping: '4.99', tax: '4.83', discount: '0.00', total: '28.99' },
  payment: { status: 'unpaid', method: 'cash', captured: '0.00', refunded: '0.00', paid_at: null },
  shipments: [],
  external_reference: '',
  placed_at: placedAt,
  reservation_expires_at: { seconds: placedAt.seconds + 900, nanos: 0 },
});

describe('orders over gRPC', () => {
  let grpc: OrderGrpcTest;
  beforeEach(async () => {
    grpc = await new OrderGrpcTest().listen();
  });
  afterEach(() => grpc.close());

  const place = async (name: string, customerId: string | null = 'c1', headers: Headers = {}) => {
    const cartId = await grpc.cart(name, customerId);
    return (await grpc.call<Placed>('CreateOrderFromCart', checkout(cartId), headers)).order.order_id;
  };

  it('are placed from carts, once', async () => {
    const cartId = await grpc.cart('cart');
    const contact = { customer_name: 'Ada', customer_email: 'ada@example.com' };
    const placed = await grpc.call('CreateOrderFromCart', checkout(cartId, contact));
    assert.deepEqual(JSON.parse(JSON.stringify(placed)), { order: order(cartId), payment_required: true });
    const again = await Promise.all(
      Array.from({ length: 5 }, () => grpc.call<Placed>('CreateOrderFromCart', checkout(cartId))),
    );
    assert.deepEqual(new Set(again.map(({ order: { order_number: number } }) => number)), new Set(['ORD-2026-000001']));
    const [first] = await grpc.shop.store.read(`order-demo/${cartId}`);
    assert.deepEqual((first?.data as { personal: unknown }).personal, {
      shippingAddress: address,
      billingAddress: address,
      name: 'Ada',
      email: 'ada@example.com',
    });
  });

  it('are shown as they are', async () => {
    const id = await place('cart');
    const answer = await grpc.call('GetOrder', { order_id: id, min_version: 1 });
    assert.deepEqual(JSON.parse(JSON.stringify(answer)), { order: order(id) });
  });

  it('are listed, the newest first, by filters and pages', async () => {
    for (const name of ['one', 'two', 'three']) await place(name, name === 'two' ? 'c2' : 'c1');
    const numbers = ({ orders }: Listed) => orders.map(({ order_number: number }) => number);
    const first = await grpc.call<Listed>('ListOrders', { limit: 2 });
    assert.deepEqual(numbers(first), ['ORD-2026-000003', 'ORD-2026-000002']);
    const second = await grpc.call<Listed>('ListOrders', { limit: 2, cursor: first.next_cursor });
    assert.deepEqual([numbers(second), second.next_cursor], [['ORD-2026-000001'], '']);
    assert.deepEqual(numbers(await grpc.call('ListOrders', { customer_id: 'c2' })), ['ORD-2026-000002']);
    assert.deepEqual(numbers(await grpc.call('ListOrders', { status: 'cancelled' })), []);
    assert.deepEqual(JSON.parse(JSON.stringify(first.orders[1])), {
      order_id: (await grpc.call<{ orders: { order_id: string }[] }>('ListOrders', { customer_id: 'c2' })).orders[0]
        ?.order_id,
      order_number: 'ORD-2026-000002',
      type: 'online',
      status: 'pending',
      version: 1,
      customer_id: 'c2',
      total: '28.99',
      currency: 'GBP',
      items_count: 1,
      payment_status: 'unpaid',
      placed_at: placedAt,
    });
    const cursor = await grpc.refused('ListOrders', { cursor: 'tomorrow' });
    assert.deepEqual([cursor.status, cursor.code], ['INVALID_ARGUMENT', 'invalid_cursor']);
  });

  it('are asked for with all filters, and with the version that must be there', async () => {
    const asked: unknown[] = [];
    const listing = await new OrderGrpcTest(() => ({
      readSide: {
        getOrder: () => Promise.resolve(undefined),
        waitForVersion: () => Promise.resolve(false),
        listOrders: (...question: readonly unknown[]) => {
          asked.push(question);
          return Promise.resolve({ items: [], next: null });
        },
      },
    })).listen();
    try {
      const from = { seconds: placedAt.seconds, nanos: 250_999_999 };
      const request = { status: 'shipped', type: 'b2b', customer_id: 'c1', from, to: placedAt, q: ' mug ', limit: 7 };
      await listing.call('ListOrders', request);
      await listing.call('ListOrders', {});
      const early = await listing.refused('GetOrder', { order_id: 'o1', min_version: 2 });
      assert.deepEqual([early.status, early.code], ['FAILED_PRECONDITION', 'version_not_reached']);
      const all = {
        status: 'shipped',
        type: 'b2b',
        from: '2026-11-23T15:00:00.250Z',
        to: '2026-11-23T15:00:00.000Z',
        q: 'mug',
        customerId: 'c1',
      };
      assert.deepEqual(asked, [
        ['demo', all, { limit: 7 }],
        ['demo', {}, { limit: 20 }],
      ]);
    } finally {
      await listing.close();
    }
  });

  it('are cancelled; once they are at the warehouse only by who may approve that', async () => {
    const id = await place('cart');
    const cancelled = await grpc.call<{ order: { status: string; version: number } }>('CancelOrder', {
      order_id: id,
      reason: 'changed my mind',
      expected_version: 1,
    });
    assert.deepEqual([cancelled.order.status, cancelled.order.version], ['cancelled', 2]);

    const second = await place('second');
    const { orders, fulfillment } = grpc.shop.engine;
    const money = { method: 'cash', methodId: null, amount: 2899, currency: 'GBP' } as const;
    accepted(await orders.pay(contextFor('pay'), second, money));
    accepted(await fulfillment.assign(contextFor('assign'), second, { tasks: null }));
    const request = { order_id: second, reason: 'late' };
    const refusal = await grpc.refused('CancelOrder', request, as('order.operator', 'olga'));
    assert.deepEqual([refusal.status, refusal.code], ['FAILED_PRECONDITION', 'approval_required']);
    await grpc.call('CancelOrder', request, as('order.manager', 'mia'));
    const last = (await grpc.shop.store.read(`order-demo/${second}`)).find(({ type }) => type === 'OrderCancelled');
    assert.equal((last?.data as { approvedBy: string }).approvedBy, 'mia');
  });

  it('refuse by the same codes as over HTTP', async () => {
    const id = await place('cart');
    const refusal = async (method: string, request: object, headers: Headers = {}) => {
      const { status, code } = await grpc.refused(method, request, headers);
      return `${status} ${code}`;
    };
    const cancel = { order_id: id, reason: 'no' };
    assert.equal(await refusal('CancelOrder', { ...cancel, expected_version: 7 }), 'ABORTED version_conflict');
    assert.equal(await refusal('CancelOrder', { ...cancel, order_id: 'nobody' }), 'NOT_FOUND order_not_found');
    assert.equal(await refusal('GetOrder', { order_id: 'nobody' }), 'NOT_FOUND order_not_found');
    const stranger = { authorization: 'Bearer nonsense' };
    assert.equal(await refusal('GetOrder', { order_id: id }, stranger), 'UNAUTHENTICATED unauthenticated');
    const operator = as('order.operator', 'olga');
    assert.equal(await refusal('CreateOrderFromCart', checkout(id), operator), 'PERMISSION_DENIED forbidden');
    assert.equal(await refusal('CreateOrderFromCart', checkout('nocart')), 'NOT_FOUND cart_not_found');

    const empty = await grpc.shop.engine.carts.create(contextFor('empty'), { customerId: 'c1' });
    const rule = await grpc.refused('CreateOrderFromCart', checkout(accepted(empty).cartId));
    assert.deepEqual([rule.status, rule.code], ['FAILED_PRECONDITION', 'cart_empty']);
    assert.ok(rule.message.length > 0);
    const conflict = await grpc.refused('CancelOrder', { ...cancel, expected_version: 7 });
    assert.deepEqual(conflict.details, { expected_version: 7, current_version: 1 });
  });

  it('do not exist for other organisations and other customers', async () => {
    const mine = await place('cart', 'c1', as('order.customer', 'c1'));
    for (const headers of [as('order.admin', 'boss', 'other'), as('order.customer', 'c2')]) {
      for (const [method, request] of [
        ['GetOrder', { order_id: mine }],
        ['CancelOrder', { order_id: mine, reason: 'no' }],
      ] as const) {
        const { status, code, details } = await grpc.refused(method, request, headers);
        assert.deepEqual([status, code, details], ['NOT_FOUND', 'order_not_found', {}]);
      }
      const watched = await grpc.stream('WatchOrder', { order_id: mine }, headers).refusal();
      assert.deepEqual([watched.status, watched.code], ['NOT_FOUND', 'order_not_found']);
      assert.deepEqual((await grpc.call<Listed>('ListOrders', {}, headers)).orders, []);
      const theirs = await grpc.refused('CreateOrderFromCart', checkout(await grpc.cart('theirs')), headers);
      assert.deepEqual([theirs.status, theirs.code], ['NOT_FOUND', 'cart_not_found']);
    }
    const asking = await grpc.call<Listed>('ListOrders', { customer_id: 'c1' }, as('order.customer', 'c2'));
    assert.deepEqual(asking.orders, []);
    assert.equal((await grpc.call<Listed>('ListOrders', {}, as('order.customer', 'c1'))).orders.length, 1);
  });

  it('take a key once, and know another request under it', async () => {
    const cartId = await grpc.cart('cart');
    const headers = { 'idempotency-key': 'k 1', 'x-correlation-id': 'trace-1' };
    await grpc.call('CreateOrderFromCart', checkout(cartId), headers);
    const cancel = { order_id: cartId, reason: 'no' };
    const key = { 'idempotency-key': 'k2' };
    const answers = [await grpc.call('CancelOrder', cancel, key), await grpc.call('CancelOrder', cancel, key)];
    assert.deepEqual(answers[0], answers[1]);
    const other = await grpc.refused('CancelOrder', { ...cancel, reason: 'yes' }, key);
    assert.deepEqual([other.status, other.code], ['FAILED_PRECONDITION', 'idempotency_key_reused']);
    const events = await grpc.shop.store.read(`order-demo/${cartId}`);
    assert.deepEqual(
      events.map(({ type, metadata }) => [type, metadata.command_id]),
      [
        ['OrderPlaced', events[0]?.metadata.command_id],
        ['OrderCancelled', commandIdOf('demo', 'k2')],
      ],
    );
    const [, , checkedOut] = await grpc.shop.store.read(`cart-demo/${cartId}`);
    assert.deepEqual(
      [checkedOut?.metadata.command_id, checkedOut?.metadata.correlation_id],
      [commandIdOf('demo', 'k 1'), 'trace-1'],
    );
    const { status, code } = await grpc.refused('CancelOrder', cancel, { 'idempotency-key': 'x'.repeat(256) });
    assert.deepEqual([status, code], ['INVALID_ARGUMENT', 'invalid_idempotency_key']);
  });

  it('say what is wrong with a request, and never repeat it', async () => {
    const card = '4111111111111111';
    const cases: readonly (readonly [string, object, string])[] = [
      ['GetOrder', {}, 'order_id'],
      ['GetOrder', { order_id: '../x' }, 'order_id'],
      ['GetOrder', { order_id: 'o1', min_version: 0 }, 'min_version'],
      ['ListOrders', { limit: 101 }, 'limit'],
      ['ListOrders', { status: 'lost' }, 'status'],
      ['ListOrders', { from: { seconds: 1e15, nanos: 0 } }, 'from'],
      ['ListOrders', { to: { seconds: -62135596800, nanos: 0 } }, 'to'],
      ['CancelOrder', { order_id: 'o1', reason: `my card is ${card}` }, 'reason'],
      ['CancelOrder', { order_id: 'o1' }, 'reason'],
      ['CreateOrderFromCart', checkout('c', { shipping_address: null }), 'shipping_address'],
      ['CreateOrderFromCart', checkout('c', { shipping_address_id: 'a1' }), 'shipping_address'],
      ['CreateOrderFromCart', checkout('c', { billing_address: address, billing_address_id: 'a1' }), 'billing_address'],
      [
        'CreateOrderFromCart',
        checkout('c', { shipping_address: { ...address, country: 'XX' } }),
        'shipping_address.country',
      ],
      ['CreateOrderFromCart', checkout('c', { customer_email: 'nobody' }), 'customer_email'],
    ];
    for (const [method, request, path] of cases) {
      const { status, code, message, details } = await grpc.refused(method, request);
      assert.deepEqual([status, code], ['INVALID_ARGUMENT', 'validation_failed'], path);
      const { issues } = details as { issues: readonly { readonly path: string }[] };
      assert.equal(issues[0]?.path, path);
      assert.ok(!JSON.stringify([message, details]).includes(card));
    }
  });

  it('are unavailable while somebody whom they need is, and tell nothing of a bug', async () => {
    const failures = [
      new ServiceUnavailableError('inventory'),
      Object.assign(new Error(), { code: '57P01' }),
      new Error('secret'),
    ];
    const failing = await new OrderGrpcTest((shop) => ({
      engine: { carts: shop.engine.carts, orders: { cancel: () => Promise.reject(failures.shift() ?? new Error()) } },
    })).listen();
    try {
      const seen = [];
      for (let time = 0; time < 3; time += 1) {
        const { status, code, message } = await failing.refused('CancelOrder', { order_id: 'o1', reason: 'no' });
        assert.ok(!message.includes('secret'));
        seen.push([status, code]);
      }
      assert.deepEqual(seen, [
        ['UNAVAILABLE', 'inventory_unavailable'],
        ['UNAVAILABLE', 'database_unavailable'],
        ['INTERNAL', 'internal_error'],
      ]);
      assert.deepEqual(
        failing.log.lines.map(({ level, fields }) => [level, fields.method, fields.code]),
        seen.map(([, code]) => ['error', 'CancelOrder', code]),
      );
      assert.deepEqual(
        failing.ended.map(({ method, status }) => [method, status]),
        seen.map(([status]) => ['CancelOrder', status]),
      );
    } finally {
      await failing.close();
    }
  });
});
