import type { DocumentPrinter, PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { TaxRegime } from '../../../domain/tax-document/regimes/regimes.ts';
import { figuresOf } from './figures.ts';
import { Html, html } from './html.ts';
import type { CountryPage, Page } from './representation.ts';
import { head, linesTable, particulars, totalsTable } from './sections.ts';

/**
 * Prints documents as their country asks: receipts for rolls of 80 mm, all else for A4. A document that is not valid (yet)
 * says so in a frame.
 *
 * @throws Error from `print` for a document whose XML is none
 */
export const documentPrinter = (countries: Readonly<Record<TaxRegime, CountryPage>>): DocumentPrinter => ({
  print: (document) => Promise.resolve(document).then((each) => pageOf(each, countries[each.regime])),
});

/** Forbids the page what it does not need, wherever it is shown. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** Makes the whole page: well-formed also as XML. */
const pageOf = (document: PrintableDocument, { locale, words, represent }: CountryPage): string => {
  const figures = figuresOf(locale, document.currency);
  const paper = document.kind === 'receipt' ? 'roll' : 'a4';
  const page: Page = { ...represent(document, figures), paper, words, figures };
  const { typeName, number, notice, foot } = page;
  const markup = html`<html lang="${locale.language}">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width" />
      <title>${typeName} ${number}</title>
      <style>
        ${new Html(stylesFor(paper))}
      </style>
    </head>
    <body>
      <main>
        ${notice === null ? null : html`<p class="notice" role="alert">${notice}</p>`} ${head(document, page)}
        ${particulars(document, page)} ${linesTable(document, page)} ${totalsTable(page)}
        ${foot.length === 0 ? null : html`<footer>${foot}</footer>`}
      </main>
    </body>
  </html>`;
  return `<!doctype html>\n${markup.markup}\n`;
};

/** Styles every page. Black on white but for Chile's frame, which is to be red, and is as dark where there is no colour. */
const common = `
* { box-sizing: border-box; margin: 0; }
body { color: #000; background: #fff; font: 10pt/1.35 Arial, Helvetica, sans-serif; overflow-wrap: anywhere; }
main > * + * { margin-top: 4mm; }
h1, h2, caption { font-size: inherit; font-weight: bold; text-align: inherit; }
.box { border: 0.7mm solid #000; padding: 3mm; text-align: center; font-weight: bold; }
:lang(es-CL) .box { border-color: #c00; }
.box + p { text-align: center; font-weight: bold; }
.notice { border: 0.7mm dashed #000; padding: 2mm; text-align: center; font-weight: bold; }
dl { display: grid; grid-template-columns: fit-content(45%) 1fr; gap: 0 3mm; }
dt { font-weight: bold; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.8mm 1mm; text-align: left; vertical-align: top; border-bottom: 0.2mm solid #999; }
tr, figure, .barcode { break-inside: avoid; }
.figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.totals { margin-left: auto; width: fit-content; min-width: 50%; }
.totals tr:last-child > * { font-weight: bold; border-bottom: 0; }
footer { text-align: center; }
footer > * + * { margin-top: 2mm; }
.machine { font: 7pt/1.3 'Courier New', Courier, monospace; text-align: left; }
.barcode { margin: 0 auto; padding: 2mm 0; }
.barcode svg { display: block; width: 100%; height: auto; shape-rendering: crispEdges; }
.qrcode { width: 30mm; }
`;

/** Sets the paper: the SII wants its PDF417 at most 9 by 4 cm, the SAT its QR code at least 2.75 cm wide. */
const papers = {
  a4: `
@page { size: A4; margin: 12mm; }
@media screen { body { max-width: 186mm; margin: 12mm auto; } }
header { display: grid; grid-template-columns: 1fr 75mm; gap: 8mm; }
.pdf417 { width: 76mm; }
`,
  roll: `
@page { size: 80mm 297mm; margin: 4mm; }
@media screen { body { max-width: 72mm; margin: 4mm auto; } }
body { font-size: 8.5pt; }
header > * + * { margin-top: 3mm; }
.pdf417 { width: 70mm; }
`,
} as const;

/** Writes the style sheet of a page on that paper. */
const stylesFor = (paper: keyof typeof papers): string => common + papers[paper];
