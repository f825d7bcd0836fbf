import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a far end answers to one request; `silence` is nothing at all. */
export type FarAnswer = { readonly status?: number; readonly body: string } | 'silence' | 'reset';

/** A server on loopback that answers requests with these in turn, and keeps what it was sent. */
export const startFarEnd = async (...answers: readonly FarAnswer[]) => {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const answer = answers[requests.push(Buffer.concat(chunks).toString()) - 1] ?? 'reset';
      if (answer === 'silence') return;
      if (answer === 'reset') request.socket.destroy();
      else response.writeHead(answer.status ?? 200, { 'Content-Type': 'text/xml' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: requests as readonly string[],
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const envelope = (body: string): string =>
  `<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>${body}</S:Body></S:Envelope>`;

export const faultOf = (code: string, text = 'texto'): FarAnswer => ({
  status: 500,
  body: envelope(`<S:Fault><faultcode>S:Client.${code}</faultcode><faultstring>${text}</faultstring></S:Fault>`),
});

/** A fault with SUNAT's code in the place of its text. */
export const bareFaultOf = (code: string, detail: string): FarAnswer => ({
  status: 500,
  body: envelope(
    `<S:Fault><faultcode>S:Server</faultcode><faultstring>${code}</faultstring><detail><message>${detail}</message></detail></S:Fault>`,
  ),
});

export const billOf = (record: Uint8Array): FarAnswer => ({
  body: envelope(`<r><applicationResponse>${Buffer.from(record).toString('base64')}</applicationResponse></r>`),
});

export const statusOf = (code: string, record?: Uint8Array): FarAnswer => {
  const content = record === undefined ? '' : `<content>${Buffer.from(record).toString('base64')}</content>`;
  return {
    body: envelope(
      `<r><statusCdr>${content}<statusCode>${code}</statusCode><statusMessage>estado</statusMessage></statusCdr></r>`,
    ),
  };
};
