import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceUnavailableError } from '../../../../application/ports/service-unavailable.ts';
import { pacAt, startPac } from './sat-fixture.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
}

describe('SW’s interface', () => {
  let server: Server;
  let url: string;
  let answer: Answer;
  let asked:
    { readonly method: string; readonly path: string; readonly token: string; readonly body: string } | undefined;

  const bodyOf = async (request: IncomingMessage): Promise<string> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString();
  };

  before(async () => {
    server = createServer((request, response) => {
      void bodyOf(request).then((body) => {
        const { method = '', url: path = '', headers } = request;
        asked = { method, path, token: headers.authorization ?? '', body };
        response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const says = (status: number, body: unknown): void => {
    answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  };

  it('is asked with the token and the document as a file', async () => {
    says(200, { data: { cfdi: '<stamped/>', uuid: 'u' }, status: 'success' });
    assert.deepEqual(await pacAt(url, 't').stamp('<ñ/>'), { status: 'stamped', xml: '<stamped/>' });
    assert.deepEqual([asked?.method, asked?.path, asked?.token], ['POST', '/cfdi33/stamp/v4', 'Bearer t']);
    assert.match(asked?.body ?? '', /name="xml"; filename="cfdi.xml"\r\nContent-Type: text\/xml\r\n\r\n<ñ\/>\r\n/);
  });

  it('has codes in its messages', async () => {
    says(400, { message: 'CFDI40145 - El campo Nombre no corresponde', messageDetail: 'el detalle', data: null });
    const message = 'El campo Nombre no corresponde el detalle';
    assert.deepEqual(await pacAt(url).stamp('<a/>'), { status: 'refused', code: 'CFDI40145', message });
    says(400, { message: '305. La fecha', messageDetail: null, data: null, status: 'error' });
    assert.deepEqual(await pacAt(url).stamp('<a/>'), { status: 'refused', code: '305', message: 'La fecha' });
    says(400, { message: 'Algo pasa' });
    assert.deepEqual(await pacAt(url).stamp('<a/>'), { status: 'refused', code: 'unknown', message: 'Algo pasa' });
  });

  it('gives what it stamped before as if it had just done so, if it has it', async () => {
    says(400, { message: '307. El comprobante contiene un timbre previo.', data: { cfdi: '<stamped/>' } });
    assert.deepEqual(await pacAt(url).stamp('<a/>'), { status: 'stamped', xml: '<stamped/>' });
    says(400, { message: '307. El comprobante contiene un timbre previo.', data: null });
    const refused = await pacAt(url).stamp('<a/>');
    assert.deepEqual(refused.status === 'refused' && refused.code, '307');
  });

  const isOutage = (error: unknown): boolean => error instanceof ServiceUnavailableError;

  it('is unavailable if it is silent, broken, busy, or does not admit us', async () => {
    const outages: readonly (readonly [number, unknown])[] = [
      [500, ''],
      [503, { message: 'CFDI40145 - x' }],
      [429, ''],
      [408, ''],
      [401, { message: 'AU2000 - x' }],
      [403, ''],
      [400, { message: 'CO1000 - Error no controlado' }],
      [400, { message: 'AU1001 - x' }],
      [400, 'no json'],
      [200, 'no json'],
      [200, { data: {} }],
    ];
    for (const [status, body] of outages) {
      says(status, body);
      await assert.rejects(pacAt(url).stamp('<a/>'), isOutage, `${status} ${JSON.stringify(body)}`);
    }
    says(400, { message: 'x' });
    await assert.rejects(pacAt(url).ping(), isOutage);
  });

  it('lets nobody into the sandbox without its token', async () => {
    const sandbox = await startPac();
    try {
      await pacAt(sandbox.url).ping();
      await assert.rejects(pacAt(sandbox.url, 'other').ping(), isOutage);
      await assert.rejects(pacAt(sandbox.url, 'other').stamp('<a/>'), isOutage);
    } finally {
      await sandbox.stop();
    }
  });
});
