import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import ts from 'typescript';
import { describeWithBrowser, openBrowser } from '../support/browser.ts';
import { HttpTest } from '../support/http.ts';

const root = new URL('../../', import.meta.url);

const page = `<!doctype html><title>till</title><script type="module">
  import { HttpLine } from '/adapters/pos-client/http-line.js';
  import { IndexedDbStorage } from '/adapters/pos-client/indexed-db-storage.js';
  import { Till } from '/adapters/pos-client/till.js';
  window.heard = [];
  window.till = new Till({
    tillId: 'till-1', localId: 'store-1', currency: 'GBP', prices: 'inclusive', taxRates: { standard: 0.2 },
    storage: await IndexedDbStorage.open('till-1'),
    line: new HttpLine({ baseUrl: '' }),
    listeners: { onConflict: ({ kind }) => window.heard.push(kind) },
    surroundings: { pause: () => new Promise((resolve) => setTimeout(resolve)) },
  });
  document.title = 'ready';
</script>`;

/** A module as a build gives it: types taken off, imports of JavaScript files. */
const moduleOf = async (path: string): Promise<string> => {
  const source = await readFile(new URL(`.${path.replace(/\.js$/, '.ts')}`, root), 'utf8');
  const compilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    rewriteRelativeImportExtensions: true,
  };
  return ts.transpileModule(source, { compilerOptions }).outputText;
};

/** Serves the page and its modules, and hands on to the engine what is meant for it. */
const serve = async (engine: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { url = '/', method = 'GET' } = request;
  if (url.startsWith('/api/')) {
    const body = method === 'POST' ? await text(request) : undefined;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${engine}${url}`, { method, headers, ...(body !== undefined && { body }) });
    response.writeHead(answer.status, headers).end(await answer.text());
  } else if (url.endsWith('.js')) {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(await moduleOf(url));
  } else {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  }
};

const openShift = `till.openShift({ cashierId: 'ana', float: 100 })`;
const sellMug = `till.products.find('1').then((product) => till.sell({
  items: [{ product: { ...product, unit_price: 11 }, quantity: 1 }],
  payments: [{ method: 'cash', tendered: 20 }],
}))`;

describeWithBrowser('a till in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let http: HttpTest;
  let server: Server;
  let context: BrowserContext;
  let url: string;
  before(async () => {
    browser = await openBrowser();
    http = await new HttpTest().listen();
    server = createServer((request, response) => {
      serve(http.url, request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    context = await browser.newContext();
  });
  after(async () => {
    await browser.close();
    await http.close();
    server.close();
  });

  const tab = async (): Promise<Page> => {
    const opened = await context.newPage();
    await opened.goto(url);
    await opened.waitForFunction(`document.title === 'ready'`);
    return opened;
  };

  it('sells without the line, also after a reload, and tells it all from two tabs at once', async () => {
    const one = await tab();
    await one.evaluate(openShift);
    await one.evaluate(`till.products.refresh('RED')`);

    // The line is down: nothing is sent, nothing is lost.
    await one.route('**/api/**', (route) => route.abort());
    const sold = await one.evaluate<{ readonly change: number }>(sellMug);
    assert.equal(sold.change, 9);
    assert.match(String(await one.evaluate(`till.sync().catch(String)`)), /does not answer/);
    assert.equal(await one.evaluate(`till.pending()`), 2);

    await one.unroute('**/api/**');
    await one.reload();
    await one.waitForFunction(`document.title === 'ready'`);
    const other = await tab();
    await Promise.all([one.evaluate(sellMug), other.evaluate(sellMug)]);
    await other.evaluate(`till.closeShift({ countedCash: 133 })`);
    assert.match(String(await one.evaluate(`${sellMug}.catch(String)`)), /open a shift first/);
    await Promise.all([one.evaluate(`till.sync()`), other.evaluate(`till.sync()`)]);

    assert.equal(await one.evaluate(`till.pending()`), 0);
    assert.deepEqual(await one.evaluate(`till.rejected()`), []);
    const heard = [await one.evaluate(`heard`), await other.evaluate(`heard`)].flat();
    assert.deepEqual(heard, ['price_differs', 'price_differs', 'price_differs']);
    const events = http.shop.store.all();
    assert.equal(events.filter(({ type }) => type === 'PosTransactionCompleted').length, 3);
    const closes = events.filter(({ type }) => type === 'ShiftClosed').map(({ data }) => data as { overShort: number });
    assert.deepEqual(
      closes.map(({ overShort }) => overShort),
      [0],
    );
  });
});
