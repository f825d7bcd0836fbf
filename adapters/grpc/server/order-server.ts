import { Server, ServerCredentials } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation, protoPath as healthProto } from 'grpc-health-check';
import { orderPackage, orderService, orderServiceName } from '../../../proto/services.ts';
import type { OrderServerDependencies } from './callers.ts';
import { readingAll, streaming, unary } from './calls.ts';
import { cancelOrder, createOrderFromCart, getOrder, listOrders, watchOrder } from './order-methods.ts';

/** Serves gRPC until it is closed. */
export interface OrderServer {
  /** Starts to accept, in plain text: TLS ends before it. Port 0 takes a free one. @returns the port */
  listen(port: number, host: string): Promise<number>;
  /**
   * Takes no further calls, ends streams, lets calls in flight finish, and cuts off what is still open after `graceMs` (10
   * seconds by default). May be called twice.
   */
  close(graceMs?: number): Promise<void>;
}

const defaultGraceMs = 10_000;

/** Far above any request of the service. */
const maximumRequestBytes = 256 * 1024;

const options = {
  'grpc.max_receive_message_length': maximumRequestBytes,
  'grpc.max_concurrent_streams': 1_000,
  'grpc.max_metadata_size': 16 * 1024,
  // Finds clients that went away without a word, so that no watch stays open for them.
  'grpc.keepalive_time_ms': 30_000,
  'grpc.keepalive_timeout_ms': 10_000,
} as const;

/** Makes the engine's gRPC interface (proto/order.proto), with the standard health and reflection services; not yet listening. */
export const createOrderServer = (dependencies: OrderServerDependencies): OrderServer => {
  const closing = new AbortController();
  const server = new Server(options);
  server.addService(readingAll(orderService), {
    GetOrder: unary(dependencies, getOrder(dependencies)),
    ListOrders: unary(dependencies, listOrders(dependencies)),
    CreateOrderFromCart: unary(dependencies, createOrderFromCart(dependencies)),
    CancelOrder: unary(dependencies, cancelOrder(dependencies)),
    WatchOrder: streaming(dependencies, watchOrder(dependencies), closing.signal),
  });
  const health = new HealthImplementation({ '': 'SERVING', [orderServiceName]: 'SERVING' });
  health.addToServer(server);
  new ReflectionService({ ...orderPackage, ...loadSync(healthProto) }).addToServer(server);

  const close = async (graceMs: number): Promise<void> => {
    health.setStatus('', 'NOT_SERVING');
    health.setStatus(orderServiceName, 'NOT_SERVING');
    closing.abort();
    const grace = setTimeout(() => {
      server.forceShutdown();
    }, graceMs);
    await new Promise<void>((resolve) => {
      server.tryShutdown(() => {
        resolve();
      });
    });
    clearTimeout(grace);
  };
  let closed: Promise<void> | undefined;

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
          if (error === null) resolve(bound);
          else reject(error);
        });
      }),
    close: (graceMs = defaultGraceMs) => (closed ??= close(graceMs)),
  };
};
