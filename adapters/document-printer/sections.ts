import type { PrintableDocument } from '../../application/ports/document-printer.ts';
import type { Address } from '../../domain/shared/address.ts';
import { html, type Html } from './html.ts';
import type { Fact, Representation } from './representation.ts';

const isSaid = ([, value]: Fact): boolean => value !== null && value !== undefined && value !== '';

/** A list of what there is to say; null if that is nothing. */
export const factList = (facts: readonly Fact[]): Html | null => {
  const said = facts.filter(isSaid);
  if (said.length === 0) return null;
  const items = said.map(
    ([label, value]) =>
      html`<dt>${label}</dt>
        <dd>${value ?? ''}</dd>`,
  );
  return html`<dl>${items}</dl>`;
};

export const addressText = ({ line1, line2, city, region, postal_code }: Address): string =>
  [line1, line2, postal_code, city, region].filter(Boolean).join(', ');

/** Who issues it, and the box that the law wants with what it is. */
export const head = ({ issuer }: PrintableDocument, representation: Representation): Html => {
  const { typeName, number, issuerId, office, words } = representation;
  return html`<header>
    <section>
      <h2>${issuer.legalName}</h2>
      ${factList([...representation.issuer, [words.address, addressText(issuer.address)]])}
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

/** To whom, when, and what for. */
export const particulars = (document: PrintableDocument, representation: Representation): Html => {
  const { words, figures, receiver, details, reference } = representation;
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

export const totalsTable = ({ words, totals }: Representation): Html => {
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
