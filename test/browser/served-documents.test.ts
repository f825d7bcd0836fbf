import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { openDocumentPrinter } from '../../adapters/main/compose/tax-regimes/regimes.ts';
import { streamName } from '../../domain/shared/stream.ts';
import { documentsOf } from '../projections/support/journal.ts';
import { history, place, steps } from '../projections/support/orders.ts';
import { describeWithBrowser, openBrowser } from '../support/browser.ts';
import { countedId } from '../support/counting-ids.ts';
import { HttpTest } from '../support/http.ts';

describeWithBrowser('a document’s address in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let http: HttpTest;
  before(async () => {
    browser = await openBrowser();
    http = await new HttpTest(() => ({
      printer: openDocumentPrinter({ SII_RESOLUTION_NUMBER: 0, SII_RESOLUTION_DATE: undefined }),
    })).listen();
    const orderId = countedId(1);
    const paid = steps.pay(orderId, '2026-03-01T12:01:00.000Z');
    const metadata = JSON.stringify({ schema: 1, organization_id: 'demo' });
    const told = documentsOf(history(place(orderId), paid)).map(({ type, data }, index) => ({
      id: countedId(100 + index),
      type,
      data: JSON.stringify(data),
      metadata,
    }));
    await http.shop.store.append(streamName('documents', 'demo', orderId), 'any', told);
  });
  after(async () => {
    await http.close();
    await browser.close();
  });

  it('shows the page in its style, under one policy that allows no more', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    const response = await page.goto(`${http.url}/api/v1/documents/${countedId(1)}.D1`);
    assert.equal(response?.status(), 200);
    const policies = (await response.headersArray()).filter(({ name }) => /^content-security-policy$/i.test(name));
    assert.deepEqual(
      policies.map(({ value }) => value),
      ["default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"],
    );
    assert.equal(await page.locator('h1').innerText(), 'RECEIPT\nNo. R-4');
    assert.equal(await page.evaluate('getComputedStyle(document.querySelector(".box")).textAlign'), 'center');
    assert.deepEqual(
      complaints.filter((text) => !text.includes('favicon')),
      [],
    );
  });
});
