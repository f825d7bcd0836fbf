import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line to another server that tests can cut and freeze. */
export interface TcpProxy {
  readonly port: number;
  /** How many connections came in so far. */
  readonly connections: number;
  /** Ends every connection at once; new ones are refused until `mend`. */
  cut(): void;
  /** Nothing goes through in either direction, and nobody is told; new connections are taken and go nowhere either. */
  freeze(): void;
  /** Everything goes through again, also what was held back. */
  mend(): void;
  close(): Promise<void>;
}

export const startTcpProxy = async (port: number, host = '127.0.0.1'): Promise<TcpProxy> => {
  const pairs = new Set<readonly [Socket, Socket]>();
  let state: 'through' | 'cut' | 'frozen' = 'through';
  let connections = 0;

  const drop = (pair: readonly [Socket, Socket]): void => {
    for (const socket of pair) socket.destroy();
    pairs.delete(pair);
  };
  const server = createServer((near) => {
    if (state === 'cut') {
      near.destroy();
      return;
    }
    connections += 1;
    const far = connect(port, host);
    const pair = [near, far] as const;
    pairs.add(pair);
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('data', (bytes) => {
        if (!other.write(bytes)) one.pause();
      });
      other.on('drain', () => {
        if (state !== 'frozen') one.resume();
      });
      one.on('error', () => undefined);
      one.on('close', () => {
        drop(pair);
      });
      if (state === 'frozen') one.pause();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    cut() {
      state = 'cut';
      for (const pair of pairs) drop(pair);
    },
    freeze() {
      state = 'frozen';
      for (const socket of [...pairs].flat()) socket.pause();
    },
    mend() {
      state = 'through';
      for (const socket of [...pairs].flat()) socket.resume();
    },
    async close() {
      for (const pair of pairs) drop(pair);
      server.close();
      await once(server, 'close');
    },
  };
};
