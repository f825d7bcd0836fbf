import type { PrintableDocument } from '../../application/ports/document-printer.ts';
import { languageOf } from './figures.ts';
import { Html, html } from './html.ts';
import { linesTable } from './line-tables.ts';
import type { Representation } from './representation.ts';
import { head, particulars, totalsTable } from './sections.ts';
import { stylesFor } from './styles.ts';

/** The page forbids itself what it does not need, wherever it is shown. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** The whole page: well-formed also as XML. */
export const pageOf = (document: PrintableDocument, representation: Representation): string => {
  const { typeName, number, notice, foot, paper } = representation;
  const page = html`<html lang="${languageOf(document.regime)}">
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
        ${notice === null ? null : html`<p class="notice" role="alert">${notice}</p>`} ${head(document, representation)}
        ${particulars(document, representation)} ${linesTable(document, representation)} ${totalsTable(representation)}
        ${foot.length === 0 ? null : html`<footer>${foot}</footer>`}
      </main>
    </body>
  </html>`;
  return `<!doctype html>\n${page.markup}\n`;
};
