import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a carrier got it. */
export interface CarrierCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Parsed, if it was JSON; the text otherwise. */
  readonly body: unknown;
}

export interface CarrierAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What happens to a call instead of its answer: a status, a broken connection, or nothing at all. */
export type CarrierFault = number | 'reset' | 'silence';

/** A local server that stands in for a carrier's, and can be made to fail. */
export interface CarrierServer {
  readonly url: string;
  /** Every call that arrived, those that failed too. */
  readonly calls: readonly CarrierCall[];
  /** The paths of the calls, without their queries. */
  paths(): readonly string[];
  /** The next calls whose path contains `path` fail like this, one each. */
  fail(path: string, ...faults: readonly CarrierFault[]): void;
  close(): Promise<void>;
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** Serves `answer` on loopback, at a port of the system's choice. */
export const startCarrierServer = async (answer: (call: CarrierCall) => CarrierAnswer): Promise<CarrierServer> => {
  const calls: CarrierCall[] = [];
  const faults: { readonly path: string; readonly fault: CarrierFault }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const call = { method, path: url, headers, body: parse(Buffer.concat(chunks).toString()) };
      calls.push(call);
      const index = faults.findIndex(({ path }) => url.includes(path));
      const [injected] = index < 0 ? [] : faults.splice(index, 1);
      if (injected?.fault === 'silence') return;
      if (injected?.fault === 'reset') {
        request.socket.destroy();
        return;
      }
      const { status, body } = injected === undefined ? answer(call) : { status: injected.fault, body: {} };
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    paths: () => calls.map(({ path }) => path.split('?')[0]!),
    fail: (path, ...injected) => {
      faults.push(...injected.map((fault) => ({ path, fault })));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
