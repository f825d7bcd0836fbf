import bwip from 'bwip-js/node';
import type { DocumentBarcode } from '../../../domain/tax-document/document.ts';

/** Holds markup that is safe to put into a page as it is. Made by {@link html}, which escapes what it did not make itself. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Value = Html | readonly Html[] | string | number | null;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text that is nothing but text, between tags or between the quotes of an attribute. What cannot be printed is left out. */
const escape = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '').replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ');

const render = (value: Value): string => {
  if (value === null) return '';
  if (value instanceof Html) return value.markup;
  return typeof value === 'object' ? value.map(render).join('') : escape(String(value));
};

/**
 * Makes a piece of a page, of text that this program wrote and values that come from elsewhere.
 * @example html`<td title="${name}">${name}</td>`
 */
export const html = (texts: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(String.raw({ raw: texts }, ...values.map(render)));

const latin1 = /^[\0-\xff]*$/;

/**
 * Makes the options of bwip-js for a barcode. PDF417: of the width, proportion and error correction that the SII asks for, and in
 * ISO 8859-1, which readers of it expect. QR: a quarter of it may be lost.
 */
export const barcodeOptions = ({ symbology, text }: DocumentBarcode) =>
  symbology === 'pdf417'
    ? { bcid: symbology, text, columns: 15, rowmult: 3, eclevel: 5, binarytext: latin1.test(text) }
    : { bcid: symbology, text, eclevel: 'Q' };

/** Writes the barcode as a drawing, as wide as the style sheet says for its symbology. */
export const barcodeImage = (barcode: DocumentBarcode, label: string): Html => {
  const drawing = new Html(bwip.toSVG(barcodeOptions(barcode)).trim());
  return html`<div class="barcode ${barcode.symbology}" role="img" aria-label="${label}">${drawing}</div>`;
};
