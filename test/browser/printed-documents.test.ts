import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { openDocumentPrinter } from '../../adapters/main/compose/tax-regimes/regimes.ts';
import type { PrintableDocument } from '../../application/ports/document-printer.ts';
import {
  chileanInvoice,
  chileanReceipt,
  mexicanInvoice,
  peruvianInvoice,
  plainReceipt,
} from '../adapters/tax-documents/page/support/documents.ts';
import { describeWithBrowser, openBrowser } from '../support/browser.ts';
import { readBarcodesOf } from '../support/read-barcode.ts';

const printer = openDocumentPrinter({ SII_RESOLUTION_NUMBER: 80, SII_RESOLUTION_DATE: '2014-08-22' });

const pixelsPerMm = 96 / 25.4;

const long = 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW';

/** With the longest words and figures that there are. */
const unwieldy = (document: PrintableDocument): PrintableDocument => ({
  ...document,
  orderNumber: long,
  issuer: { ...document.issuer, legalName: long, activity: long },
  lines: document.lines.map((line) => ({
    ...line,
    description: long,
    unitPrice: 999_999_999_999,
    subtotal: 1_000_000_000_000,
  })),
  totals: { ...document.totals, total: 1_000_000_000_000 },
});

/** Pages of a PDF that chromium made. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** Width and height of its first page in millimetres. */
const sizeOf = (pdf: Buffer): readonly number[] => {
  const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
  return [width, height].map((points) => Math.round((Number(points) / 72) * 25.4));
};

describeWithBrowser('printed documents in a browser', function () {
  this.timeout(60_000);
  let browser: Browser;
  let page: Page;
  let requests: string[];
  let complaints: string[];
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser.close());
  beforeEach(async () => {
    page = await browser.newPage({ deviceScaleFactor: 4 });
    requests = [];
    complaints = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
  });
  afterEach(() => page.close());

  const open = async (document: PrintableDocument, widthMm: number): Promise<void> => {
    await page.setViewportSize({ width: Math.round(widthMm * pixelsPerMm), height: 1000 });
    await page.emulateMedia({ media: 'print' });
    await page.setContent(await printer.print(document));
  };
  const print = (): Promise<Buffer> => page.pdf({ preferCSSPageSize: true });
  const overflow = (): Promise<number> =>
    page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

  it('fetch nothing, complain of nothing and run nothing', async () => {
    const text = '<script>alert(1)</script><img src="http://127.0.0.1:9/x" onerror="alert(2)">';
    const line = chileanReceipt.lines[0]!;
    for (const document of [chileanInvoice, peruvianInvoice, mexicanInvoice, plainReceipt]) {
      await open({ ...document, orderNumber: text, lines: [{ ...line, description: text }] }, 210);
      await print();
    }
    assert.deepEqual([requests, complaints], [[], []]);
  });

  it('come out of the till as one piece of its roll', async () => {
    for (const receipt of [chileanReceipt, plainReceipt]) {
      await open(receipt, 72);
      const pdf = await print();
      assert.deepEqual([pagesOf(pdf), ...sizeOf(pdf)], [1, 80, 297]);
    }
  });

  it('fill one sheet, however much a country wants said', async () => {
    for (const invoice of [chileanInvoice, peruvianInvoice, mexicanInvoice]) {
      await open(invoice, 186);
      const pdf = await print();
      assert.deepEqual([invoice.regime, pagesOf(pdf), ...sizeOf(pdf)], [invoice.regime, 1, 210, 297]);
    }
  });

  it('are never wider than the paper', async () => {
    for (const receipt of [chileanReceipt, plainReceipt, { ...mexicanInvoice, kind: 'receipt' as const }]) {
      for (const document of [receipt, unwieldy(receipt)]) {
        await open(document, 72);
        assert.equal(await overflow(), 0, document.regime);
      }
    }
    for (const invoice of [chileanInvoice, peruvianInvoice, mexicanInvoice]) {
      await open(unwieldy(invoice), 186);
      assert.equal(await overflow(), 0, invoice.regime);
    }
  });

  it('show barcodes that can be read, in the size that is asked for', async () => {
    const cases = [
      [chileanInvoice, 186, 'PDF417', 50, 90],
      [chileanReceipt, 72, 'PDF417', 50, 90],
      [peruvianInvoice, 186, 'QRCode', 20, 60],
      [{ ...mexicanInvoice, kind: 'receipt' as const }, 72, 'QRCode', 27.5, 60],
    ] as const;
    for (const [document, widthMm, format, least, most] of cases) {
      await open(document, widthMm);
      assert.deepEqual(await readBarcodesOf(await page.screenshot({ fullPage: true })), [
        `${format} ${document.barcode!.text}`,
      ]);
      const box = await page.locator('.barcode svg').boundingBox();
      const width = box!.width / pixelsPerMm;
      assert.ok(width >= least && width <= most, `${document.regime}: ${width} mm`);
    }
  });
});
