import type { PrintableDocument } from '../../application/ports/document-printer.ts';
import type { TaxLine } from '../../domain/tax-document/document.ts';
import { html, type Html } from './html.ts';
import type { Representation } from './representation.ts';

/** What was sold, a line a row; null for a document that sells nothing. */
export const linesTable = ({ lines, priceMode }: PrintableDocument, representation: Representation): Html | null => {
  if (lines.length === 0) return null;
  const { head, row } = shapes[representation.paper];
  return html`<table>
    <caption>
      ${representation.words.lines[priceMode]}
    </caption>
    <thead>
      ${head(representation)}
    </thead>
    <tbody>
      ${lines.map((line) => row(line, representation))}
    </tbody>
  </table>`;
};

interface Shape {
  readonly head: (representation: Representation) => Html;
  readonly row: (line: TaxLine, representation: Representation) => Html;
}

const sheet: Shape = {
  head: ({ words }) =>
    html`<tr>
      <th scope="col">${words.code}</th>
      <th scope="col">${words.description}</th>
      <th scope="col" class="figure">${words.quantity}</th>
      <th scope="col" class="figure">${words.price}</th>
      <th scope="col" class="figure">${words.discount}</th>
      <th scope="col" class="figure">${words.amount}</th>
    </tr>`,
  row: (line, { figures }) =>
    html`<tr>
      <td>${line.sku}</td>
      <td>${line.description}</td>
      <td class="figure">${figures.quantity(line.quantity)}</td>
      <td class="figure">${figures.amount(line.unitPrice)}</td>
      <td class="figure">${figures.amount(line.discount)}</td>
      <td class="figure">${figures.amount(line.subtotal - line.discount)}</td>
    </tr>`,
};

/** A roll has no room for columns: how the amount comes about stands below what it is for. */
const roll: Shape = {
  head: ({ words }) =>
    html`<tr>
      <th scope="col">${words.description}</th>
      <th scope="col" class="figure">${words.amount}</th>
    </tr>`,
  row: (line, { figures }) => {
    const { quantity, unitPrice, discount } = line;
    const deducted = discount === 0 ? '' : ` − ${figures.amount(discount)}`;
    return html`<tr>
      <td>
        ${line.description}<br />
        ${figures.quantity(quantity)} × ${figures.amount(unitPrice)}${deducted}
      </td>
      <td class="figure">${figures.amount(line.subtotal - discount)}</td>
    </tr>`;
  },
};

const shapes: Readonly<Record<Representation['paper'], Shape>> = { a4: sheet, roll };
