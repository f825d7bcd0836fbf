import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListeningServer {
  readonly url: string;
  /** Cuts off what is still open. */
  stop(): Promise<void>;
}

/**
 * Lets a server listen.
 * @param port any free one by default
 * @param host loopback by default
 */
export const listen = async (server: Server, port = 0, host = '127.0.0.1'): Promise<ListeningServer> => {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
};
