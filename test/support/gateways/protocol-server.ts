import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { DeliveryOptions, Fault, News, SignedWebhook, SigningOptions } from './gateway-server.ts';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A string goes as it is, anything else as JSON; undefined is no body. */
export interface Reply {
  readonly status: number;
  readonly body?: unknown;
}

/** A reply thrown from anywhere in a gateway's logic. */
export class Refusal extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`refused with ${reply.status}`);
    this.reply = reply;
  }
}

/** What all the local gateways share: a listening server, faults, and news that are posted. */
export interface ProtocolServer {
  readonly baseUrl: string;
  readonly requests: readonly string[];
  readonly failNext: (fault: Fault, kind?: 'change' | 'read') => void;
  readonly stop: () => Promise<void>;
}

/**
 * @param answer called once a request
 * @param isPlumbing requests that faults pass over: tokens, certificates
 */
export const startProtocolServer = async (
  answer: (exchange: Exchange) => Reply,
  isPlumbing: (path: string) => boolean = () => false,
): Promise<ProtocolServer> => {
  const faults = { change: [] as Fault[], read: [] as Fault[] };
  const requests: string[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', headers } = request;
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://gateway');
    const body = await text(request);
    requests.push(`${method} ${path}`);
    const fault = isPlumbing(path) ? undefined : faults[method === 'GET' ? 'read' : 'change'].shift();
    if (fault === 'drop_before') request.socket.destroy();
    else if (fault === 'outage') send(response, { status: 503, body: { message: 'out of order' } });
    else if (fault === 'throttled') send(response, { status: 429, body: { message: 'too many requests' } });
    else if (fault !== 'silence') {
      const reply = replyOf(() => answer({ method, path, query, headers, body }));
      if (fault === 'drop_after') request.socket.destroy();
      else send(response, reply);
    }
  };

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    failNext: (fault, kind = 'change') => void faults[kind].push(fault),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const replyOf = (answer: () => Reply): Reply => {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    return { status: 500, body: { message: String(error) } };
  }
};

const send = (response: ServerResponse, { status, body }: Reply): void => {
  response.statusCode = status;
  if (body === undefined) response.end();
  else if (typeof body === 'string') response.setHeader('content-type', 'text/plain').end(body);
  else response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
};

/** Posts news to an engine, signed at the moment of sending. */
export const deliverTo = async (
  url: string,
  news: readonly News[],
  sign: (news: News, options: SigningOptions) => SignedWebhook,
  { copies = 1, arrange = (all) => all }: DeliveryOptions = {},
): Promise<readonly number[]> => {
  const statuses: number[] = [];
  for (const each of arrange(news.flatMap((one) => Array.from({ length: copies }, () => one)))) {
    const { headers, query, body } = sign(each, { at: new Date() });
    const address = new URL(url);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    const response = await fetch(address, { method: 'POST', headers, body: Buffer.from(body) });
    await response.arrayBuffer();
    statuses.push(response.status);
  }
  return statuses;
};
