import assert from 'node:assert/strict';
import { contextFor } from '../../../support/command-contexts.ts';
import { eventually } from '../../../support/eventually.ts';
import { as, OrderGrpcTest } from '../../../support/order-grpc.ts';
import { accepted, deliveryTo } from '../../../support/test-engine.ts';

interface Watched {
  readonly order: { readonly version: number; readonly status: string };
  readonly event_type: string;
}

const shown = (message: Watched | undefined): string | undefined =>
  message && `${message.order.version} ${message.event_type} ${message.order.status}`;

describe('watching an order over gRPC', () => {
  let grpc: OrderGrpcTest;
  let orderId: string;
  beforeEach(async () => {
    grpc = await new OrderGrpcTest().listen();
    const cartId = await grpc.cart('cart');
    const { carts } = grpc.shop.engine;
    orderId = accepted(await carts.checkOut(contextFor('place'), { cartId, ...deliveryTo })).orderId;
  });
  afterEach(() => grpc.close());

  const pay = async (): Promise<void> => {
    const money = { method: 'cash', methodId: null, amount: 2899, currency: 'GBP' } as const;
    accepted(await grpc.shop.engine.orders.pay(contextFor('pay'), orderId, money));
  };

  const paid = ['2 PaymentStarted payment_pending', '3 PaymentCaptured payment_pending', '4 OrderConfirmed confirmed'];

  const take = async (stream: ReturnType<OrderGrpcTest['stream']>, count: number) => {
    const seen = [];
    for (let index = 0; index < count; index += 1) seen.push(shown(await stream.next<Watched>()));
    return seen;
  };

  it('shows it as it is now, and after everything that happens', async () => {
    const stream = grpc.stream('WatchOrder', { order_id: orderId }, as('order.customer', 'c1'));
    assert.deepEqual(await take(stream, 1), ['1 OrderPlaced pending']);
    await pay();
    assert.deepEqual(await take(stream, 3), paid);
    const later = grpc.stream('WatchOrder', { order_id: orderId });
    assert.deepEqual(await take(later, 1), paid.slice(2));
    stream.cancel();
    later.cancel();
  });

  it('resumes after the version that was seen last', async () => {
    await pay();
    for (const seen of [0, 2, 4]) {
      const stream = grpc.stream('WatchOrder', { order_id: orderId, after_version: seen });
      const expected = ['1 OrderPlaced pending', ...paid].slice(seen);
      assert.deepEqual(await take(stream, expected.length), expected);
      stream.cancel();
    }
    const stream = grpc.stream('WatchOrder', { order_id: orderId, after_version: 4 });
    const next = stream.next<Watched>();
    accepted(await grpc.shop.engine.orders.cancel(contextFor('no'), orderId, { reason: 'no', approvedBy: null }));
    assert.equal(shown(await next), '5 OrderCancelled cancelled');
    stream.cancel();
  });

  it('ends when the client leaves', async () => {
    const stream = grpc.stream('WatchOrder', { order_id: orderId });
    await stream.next();
    stream.cancel();
    await eventually(() => grpc.ended.length > 0);
    assert.deepEqual(
      grpc.ended.map(({ method, status }) => [method, status]),
      [['WatchOrder', 'CANCELLED']],
    );
    assert.deepEqual(grpc.log.lines, []);
  });

  it('ends cleanly when the server closes', async () => {
    const stream = grpc.stream('WatchOrder', { order_id: orderId });
    await stream.next();
    await Promise.all([
      grpc.closeServer(10_000),
      stream.next().then((last) => {
        assert.equal(last, undefined);
      }),
    ]);
    assert.deepEqual(
      grpc.ended.map(({ status }) => status),
      ['OK'],
    );
  });

  it('is refused for what does not exist, and without a token', async () => {
    const refusal = async (request: object, headers = {}) => {
      const { status, code } = await grpc.stream('WatchOrder', request, headers).refusal();
      return `${status} ${code}`;
    };
    assert.equal(await refusal({ order_id: 'nobody' }), 'NOT_FOUND order_not_found');
    assert.equal(await refusal({ order_id: 'nobody', after_version: 3 }), 'NOT_FOUND order_not_found');
    assert.equal(await refusal({ order_id: '' }), 'INVALID_ARGUMENT validation_failed');
    assert.equal(await refusal({ order_id: orderId }, { authorization: 'x' }), 'UNAUTHENTICATED unauthenticated');
  });
});
