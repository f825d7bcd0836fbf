import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Clock } from '../../../application/ports/clock.ts';
import { SiiDesk } from './chile-desk.ts';
import { invoiceRoutes } from './chile-invoice-routes.ts';
import { receiptRoutes } from './chile-receipt-routes.ts';

export interface SandboxSiiOptions {
  readonly clock: Clock;
  /** Loopback by default. */
  readonly host?: string;
  /** Any free one by default. */
  readonly port?: number;
}

export interface SandboxSii {
  /** Of both systems, that of invoices and that of receipts. */
  readonly url: string;
  readonly desk: SiiDesk;
  /** Cuts off what is still open. */
  stop(): Promise<void>;
}

/**
 * An SII of one's own: the protocols of the real one, over HTTP. It checks seeds, the signatures of envelopes and documents,
 * stamps by the key in their CAF, totals, and that a folio is used once; whose CAFs and certificates they are it believes.
 * What it takes in is judged at once and told to whoever asks next. It remembers until it is stopped.
 */
export const startSandboxSii = async ({
  clock,
  host = '127.0.0.1',
  port = 0,
}: SandboxSiiOptions): Promise<SandboxSii> => {
  const desk = new SiiDesk(clock);
  const app = express();
  app.disable('x-powered-by');
  app.use(invoiceRoutes(desk));
  app.use('/recursos/v1', receiptRoutes(desk));
  const server = createServer(app);
  return {
    url: `http://${host}:${await listen(server, port, host)}`,
    desk,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
