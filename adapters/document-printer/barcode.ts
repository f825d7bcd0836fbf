import bwip from 'bwip-js/node';
import type { DocumentBarcode } from '../../domain/tax-document/document.ts';
import { Html, html } from './html.ts';

const latin1 = /^[\0-\xff]*$/;

/**
 * What bwip-js is told of a barcode. PDF417: of the width, proportion and error correction that the SII asks for, and in
 * ISO 8859-1, which readers of it expect. QR: a quarter of it may be lost.
 */
export const barcodeOptions = ({ symbology, text }: DocumentBarcode) =>
  symbology === 'pdf417'
    ? { bcid: symbology, text, columns: 15, rowmult: 3, eclevel: 5, binarytext: latin1.test(text) }
    : { bcid: symbology, text, eclevel: 'Q' };

/** The barcode as a drawing, as wide as the style sheet says for its symbology. */
export const barcodeImage = (barcode: DocumentBarcode, label: string): Html => {
  const drawing = new Html(bwip.toSVG(barcodeOptions(barcode)).trim());
  return html`<div class="barcode ${barcode.symbology}" role="img" aria-label="${label}">${drawing}</div>`;
};
