import { Server, ServerCredentials, status, type handleUnaryCall } from '@grpc/grpc-js';
import type { ServiceDefinition } from '@grpc/proto-loader';
import { HealthImplementation } from 'grpc-health-check';
import { z } from 'zod';

/** A service of the sandbox that listens on loopback. */
export interface SandboxService {
  /** `127.0.0.1:<port>`; the port is the operating system's choice. */
  readonly address: string;
  /** Lets calls in flight end, for a second at most. */
  stop(): Promise<void>;
}

/** What answers each method of a service. A ZodError that one throws says that its request was invalid. */
export type Handlers = Readonly<Record<string, (request: object) => object | Promise<object>>>;

const graceMs = 1000;

/** Serves `handlers` on loopback in plain text, with the standard health service (grpc.health.v1) beside them. */
export const serve = async (name: string, service: ServiceDefinition, handlers: Handlers): Promise<SandboxService> => {
  const server = new Server();
  server.addService(
    service,
    Object.fromEntries(Object.entries(handlers).map(([method, handler]) => [method, unary(handler)])),
  );
  new HealthImplementation({ '': 'SERVING', [name]: 'SERVING' }).addToServer(server);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { address: `127.0.0.1:${port}`, stop: () => stop(server) };
};

const unary =
  (handler: Handlers[string]): handleUnaryCall<object, object> =>
  (call, callback) => {
    const answer = async (): Promise<object> => handler(call.request);
    answer().then(
      (found) => {
        callback(null, found);
      },
      (error: unknown) => {
        callback(toStatus(error));
      },
    );
  };

const toStatus = (error: unknown): { readonly code: status; readonly details: string } =>
  error instanceof z.ZodError
    ? { code: status.INVALID_ARGUMENT, details: z.prettifyError(error) }
    : { code: status.INTERNAL, details: String(error) };

const stop = async (server: Server): Promise<void> => {
  const grace = setTimeout(() => {
    server.forceShutdown();
  }, graceMs);
  await new Promise((resolve) => {
    server.tryShutdown(resolve);
  });
  clearTimeout(grace);
};
