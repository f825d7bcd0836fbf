import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createApp } from './app.ts';
import type { HttpDependencies } from './dependencies.ts';

/** Serves HTTP until it is closed. */
export interface HttpServer {
  readonly server: Server;
  /** Starts to accept. Port 0 takes a free one. @returns the port */
  listen(port: number, host: string): Promise<number>;
  /**
   * Stops accepting, ends streams, lets requests in flight finish, and cuts off what is still open after
   * `graceMs` (10 seconds by default). May be called twice.
   */
  close(graceMs?: number): Promise<void>;
}

const defaultGraceMs = 10_000;

/** Says how often connections that became idle are let go while closing. */
const sweepMs = 20;

/** Says how long a connection that has not asked anything yet may still begin to, while closing. */
const silenceMs = 200;

const requestTimeoutMs = 30_000;

/** Connections that have not sent a request yet: Node does not count them as idle. */
const silentConnections = (server: Server): ReadonlySet<Socket> => {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => {
      silent.delete(socket);
    });
  });
  server.on('request', ({ socket }) => {
    silent.delete(socket);
  });
  return silent;
};

/** Makes the HTTP interface of the engine, not yet listening. */
export const createHttpServer = (deps: HttpDependencies): HttpServer => {
  const closing = new AbortController();
  const server = createServer({ requestTimeout: requestTimeoutMs }, createApp(deps, closing.signal));
  const silent = silentConnections(server);
  let closed: Promise<void> | undefined;

  const close = async (graceMs: number): Promise<void> => {
    closing.abort();
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, sweepMs);
    const silence = setTimeout(() => {
      for (const socket of silent) socket.destroy();
    }, silenceMs);
    const limit = setTimeout(() => {
      server.closeAllConnections();
    }, graceMs);
    try {
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    } finally {
      clearInterval(sweep);
      clearTimeout(silence);
      clearTimeout(limit);
    }
  };

  return {
    server,
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: (graceMs = defaultGraceMs) => (closed ??= close(graceMs)),
  };
};
