import type { PrintableDocument } from '../../../application/ports/document-printer.ts';
import type { Address } from '../../../domain/shared/address.ts';
import type { TaxLine } from '../../../domain/tax-document/document.ts';
import { html, type Html } from './html.ts';
import type { Fact, Page } from './representation.ts';

const isSaid = ([, value]: Fact): boolean => value !== null && value !== undefined && value !== '';

/** Writes a list of what there is to say; null if that is nothing. */
const factList = (facts: readonly Fact[]): Html | null => {
  const said = facts.filter(isSaid);
  if (said.length === 0) return null;
  const items = said.map(
    ([label, value]) =>
      html`<dt>${label}</dt>
        <dd>${value ?? ''}</dd>`,
  );
  return html`<dl>${items}</dl>`;
};

const addressText = ({ line1, line2, city, region, postal_code }: Address): string =>
  [line1, line2, postal_code, city, region].filter(Boolean).join(', ');

/** Writes who issues it, and the box that the law wants with what it is. */
export const head = ({ issuer }: PrintableDocument, page: Page): Html => {
  const { typeName, number, issuerId, office, words } = page;
  return html`<header>
    <section>
      <h2>${issuer.legalName}</h2>
      ${factList([...page.issuer, [words.address, addressText(issuer.address)]])}
    </section>
    <div>
      <div class="box">
        ${issuerId === null ? null : html`<p>${issuerId}</p>`}
        <h1>${typeName}<br />${number}</h1>
      </div>
      ${office === null ? null : html`<p>${office}</p>`}
    </div>
  </header>`;
};

/** Writes to whom, when, and what for. */
export const particulars = (document: PrintableDocument, page: Page): Html => {
  const { words, figures, receiver, details, reference } = page;
  const buyer = document.personal.receiver;
  const known = factList([
    [words.name, buyer?.legalName],
    ...receiver,
    [words.activity, buyer?.activity],
    [words.address, buyer?.address && addressText(buyer.address)],
  ]);
  const reason = document.reasonText ?? (document.noteReason && words.reasons[document.noteReason]);
  return html`${
      known &&
      html`<section>
        <h2>${words.receiver}</h2>
        ${known}
      </section>`
    }
    <section>
      ${factList([
        [words.date, figures.date(document.issuedAt)],
        [words.time, figures.time(document.issuedAt)],
        [words.order, document.orderNumber],
        [words.payment, words.terms[document.payment.terms]],
        ...details,
        [words.changes, reference],
        [words.reason, reference === null ? null : reason],
      ])}
    </section>`;
};

export const totalsTable = ({ words, totals }: Page): Html => {
  const rows = totals.filter(isSaid).map(
    ([label, value]) =>
      html`<tr>
        <th scope="row">${label}</th>
        <td class="figure">${value ?? ''}</td>
      </tr>`,
  );
  return html`<table class="totals">
    <caption>
      ${words.totals}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
};

/** Writes what was sold, a line a row; null for a document that sells nothing. */
export const linesTable = ({ lines, priceMode }: PrintableDocument, page: Page): Html | null => {
  if (lines.length === 0) return null;
  const { head, row } = shapes[page.paper];
  return html`<table>
    <caption>
      ${page.words.lines[priceMode]}
    </caption>
    <thead>
      ${head(page)}
    </thead>
    <tbody>
      ${lines.map((line) => row(line, page))}
    </tbody>
  </table>`;
};

interface Shape {
  readonly head: (page: Page) => Html;
  readonly row: (line: TaxLine, page: Page) => Html;
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

/** Writes how an amount comes about below what it is for: a roll has no room for columns. */
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

const shapes: Readonly<Record<Page['paper'], Shape>> = { a4: sheet, roll };
