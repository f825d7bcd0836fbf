import assert from 'node:assert/strict';
import bwip from 'bwip-js/node';
import { barcodeImage, barcodeOptions } from '../../../../adapters/tax-documents/page/html.ts';
import type { DocumentBarcode } from '../../../../domain/tax-document/document.ts';
import { readBarcodesOf } from '../../../support/read-barcode.ts';
import { chileanInvoice, mexicanInvoice, peruvianInvoice } from './support/documents.ts';

/** The barcode as a picture of dots, made as the page's drawing is. */
const pictureOf = (barcode: DocumentBarcode): Promise<Buffer> =>
  bwip.toBuffer({ ...barcodeOptions(barcode), scale: 3, padding: 10, backgroundcolor: 'ffffff' });

describe('barcodes', () => {
  it('are read again as the text that they were made of', async () => {
    for (const { barcode } of [chileanInvoice, peruvianInvoice, mexicanInvoice]) {
      const format = barcode!.symbology === 'pdf417' ? 'PDF417' : 'QRCode';
      assert.deepEqual(await readBarcodesOf(await pictureOf(barcode!)), [`${format} ${barcode!.text}`]);
    }
  });

  it('hold text of any script', async () => {
    for (const symbology of ['pdf417', 'qrcode'] as const) {
      const [read] = await readBarcodesOf(await pictureOf({ symbology, text: 'precio 5 € ^029' }));
      assert.equal(read?.replace(/^\w+ /, ''), 'precio 5 € ^029');
    }
  });

  it('have the proportions of their country for a stamp as long as they come', () => {
    const text = `<TED>${'x'.repeat(900)}</TED>`;
    const { markup } = barcodeImage({ symbology: 'pdf417', text }, 'Timbre "SII"');
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(markup) ?? [];
    assert.ok(markup.includes('aria-label="Timbre &quot;SII&quot;"'));
    // Drawn 76 mm wide on a sheet: the SII wants it at most 9 by 4 cm.
    assert.ok((76 * Number(height)) / Number(width) < 40, `${width} x ${height}`);
  });
});
