import assert from 'node:assert/strict';
import { loadSync, type ServiceDefinition } from '@grpc/proto-loader';
import { Metadata, type MethodDefinition } from '@grpc/grpc-js';
import fc from 'fast-check';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { orderService, orderServiceName } from '../../../../proto/services.ts';
import { healthService } from '../../../support/grpc.ts';
import { OrderGrpcTest, refusalOf } from '../../../support/order-grpc.ts';
import type { ServiceError } from '@grpc/grpc-js';

const reflectionProto = join(
  dirname(createRequire(import.meta.url).resolve('@grpc/reflection')),
  '../proto/grpc/reflection/v1/reflection.proto',
);

const reflection = loadSync(reflectionProto, { keepCase: true })[
  'grpc.reflection.v1.ServerReflection'
] as ServiceDefinition;

describe('the order server', () => {
  let grpc: OrderGrpcTest;
  beforeEach(async () => {
    grpc = await new OrderGrpcTest().listen();
  });
  afterEach(() => grpc.close());

  it('says that it serves', async () => {
    for (const service of ['', orderServiceName]) {
      const health = await grpc.call<{ status: string }>('Check', { service }, {}, healthService);
      assert.equal(health.status, 'SERVING');
    }
  });

  it('describes itself', async () => {
    const { path, requestSerialize, responseDeserialize } = reflection.ServerReflectionInfo as MethodDefinition<
      object,
      object
    >;
    const call = grpc.client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, new Metadata());
    const answers = call[Symbol.asyncIterator]();
    call.write({ list_services: '*' });
    const listed = (await answers.next()).value as { list_services_response: { service: { name: string }[] } };
    const names = listed.list_services_response.service.map(({ name }) => name);
    assert.ok(names.includes(orderServiceName));
    assert.ok(names.includes('grpc.health.v1.Health'));
    call.write({ file_containing_symbol: orderServiceName });
    const file = (await answers.next()).value as { file_descriptor_response: { file_descriptor_proto: Buffer[] } };
    const text = Buffer.concat(file.file_descriptor_response.file_descriptor_proto).toString('latin1');
    for (const method of Object.keys(orderService)) assert.ok(text.includes(method), method);
    call.end();
  });

  it('takes no request that is too large', async () => {
    const refusal = await grpc.refused('CancelOrder', { order_id: 'o1', reason: 'x'.repeat(300_000) });
    assert.equal(refusal.status, 'RESOURCE_EXHAUSTED');
  });

  it('takes no bytes that are no message', async () => {
    const { path, responseDeserialize } = orderService.GetOrder!;
    const error = await new Promise<ServiceError | null>((resolve) => {
      grpc.client.makeUnaryRequest(path, () => Buffer.from([0xff]), responseDeserialize, {}, resolve);
    });
    assert.ok(error !== null);
    const { status, code } = refusalOf(error);
    assert.deepEqual([status, code], ['INVALID_ARGUMENT', 'malformed_request']);
  });

  it('finishes what is in flight when it closes, and cuts off what does not end', async () => {
    let answer = (): void => undefined;
    const slow = await new OrderGrpcTest((shop) => ({
      engine: {
        carts: shop.engine.carts,
        orders: {
          cancel: () =>
            new Promise((resolve) => {
              answer = () => {
                resolve({ ok: false, rejection: { kind: 'not_found', code: 'order_not_found', message: 'none' } });
              };
              entered();
            }),
        },
      },
    })).listen();
    let entered = (): void => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const pending = slow.refused('CancelOrder', { order_id: 'o1', reason: 'no' });
    await inside;
    const closed = slow.closeServer(10_000);
    answer();
    assert.equal((await pending).status, 'NOT_FOUND');
    await closed;
    await slow.close();

    const stuck = await new OrderGrpcTest((shop) => ({
      engine: { carts: shop.engine.carts, orders: { cancel: () => new Promise(() => undefined) } },
    })).listen();
    const cut = stuck.refused('CancelOrder', { order_id: 'o1', reason: 'no' });
    await Promise.all([
      cut.then(({ status }) => {
        assert.equal(status, 'UNAVAILABLE');
      }),
      (async () => {
        await new Promise((resolve) => setImmediate(resolve));
        await stuck.closeServer(50);
      })(),
    ]);
    await stuck.close();
  });

  it('breaks at no request', async () => {
    const unary = Object.entries(orderService).filter(([, { responseStream }]) => !responseStream);
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '__proto__', '../x', 'o1', 'GB'),
    );
    const timestamp = fc.option(fc.record({ seconds: fc.maxSafeInteger(), nanos: fc.integer() }));
    const address = fc.record(
      { name: text, line1: text, line2: text, city: text, country: text, phone: text },
      { requiredKeys: [] },
    );
    const names = ['order_id', 'cart_id', 'reason', 'status', 'type', 'customer_id', 'q', 'cursor', 'shipping_method'];
    const request = fc.record(
      {
        ...Object.fromEntries([...names, 'payment_method', 'customer_email'].map((name) => [name, text])),
        shipping_address: address,
        billing_address: fc.option(address),
        from: timestamp,
        to: timestamp,
        limit: fc.nat(),
        min_version: fc.constantFrom(0, 4_294_967_295),
        expected_version: fc.nat(),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...unary),
        request,
        fc.option(fc.uint8Array({ maxLength: 64 })),
        async ([name, method], message, raw) => {
          const serialize = raw === null ? method.requestSerialize : () => Buffer.from(raw);
          const error = await new Promise<ServiceError | null>((resolve) => {
            grpc.client.makeUnaryRequest(method.path, serialize, method.responseDeserialize, message, resolve);
          });
          const outcome = error === null ? 'OK' : refusalOf(error).status;
          assert.ok(!['INTERNAL', 'UNKNOWN', 'UNAVAILABLE'].includes(outcome), `${name}: ${outcome} ${error?.details}`);
        },
      ),
      { numRuns: 300 },
    );
    assert.deepEqual(grpc.log.lines, []);
  });
});
