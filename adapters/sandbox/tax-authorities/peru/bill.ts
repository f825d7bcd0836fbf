import type { Element } from '@xmldom/xmldom';
import { all, everywhere, number, sum, text } from './xml.ts';

/** Describes a document as SUNAT's rules look at it. Amounts in units of the currency. */
export type Bill = ReturnType<typeof readBill>;

const noteTypes = new Map([
  ['CreditNote', '07'],
  ['DebitNote', '08'],
]);

const partyId = 'Party/PartyIdentification/ID';

/** Reads a document's XML. */
export const readBill = (root: Element) => {
  const kind = root.localName ?? '';
  const noteType = noteTypes.get(kind);
  const lines = all(root, `${kind}Line`).map(readLine);
  const totals = kind === 'DebitNote' ? 'RequestedMonetaryTotal' : 'LegalMonetaryTotal';
  return {
    root,
    /** 01, 03, 07 or 08; empty for what is none of them. */
    type: noteType ?? text(root, 'InvoiceTypeCode'),
    isNote: noteType !== undefined,
    /** `F001-42` */
    number: text(root, 'ID'),
    issuer: text(root, `AccountingSupplierParty/${partyId}`),
    customer: {
      scheme: all(root, `AccountingCustomerParty/${partyId}`)[0]?.getAttribute('schemeID') ?? '',
      id: text(root, `AccountingCustomerParty/${partyId}`),
      name: text(root, 'AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName'),
    },
    currency: text(root, 'DocumentCurrencyCode'),
    /** Of every amount. */
    currencies: everywhere(root, '*').flatMap((element) => element.getAttribute('currencyID') ?? []),
    terms: all(root, 'PaymentTerms'),
    taxTotals: all(root, 'TaxTotal'),
    tax: number(root, 'TaxTotal/TaxAmount'),
    subtotals: all(root, 'TaxTotal/TaxSubtotal').map(readSubtotal),
    payable: number(root, `${totals}/PayableAmount`),
    /** Of all lines. */
    value: lines.reduce((total, { value }) => total + value, 0),
    lines,
    /** Of notes: catalogue 09 or 10, and what they change. */
    reason: text(root, 'DiscrepancyResponse/ResponseCode'),
    changedType: text(root, 'BillingReference/InvoiceDocumentReference/DocumentTypeCode'),
  };
};

const readSubtotal = (subtotal: Element) => ({
  scheme: text(subtotal, 'TaxCategory/TaxScheme/ID'),
  base: number(subtotal, 'TaxableAmount'),
  tax: number(subtotal, 'TaxAmount'),
});

const readLine = (line: Element) => ({
  quantity: ['InvoicedQuantity', 'CreditedQuantity', 'DebitedQuantity'].reduce(
    (found, name) => found + sum(line, name),
    0,
  ),
  value: number(line, 'LineExtensionAmount'),
  price: number(line, 'Price/PriceAmount'),
  priceWithTax: number(line, 'PricingReference/AlternativeConditionPrice/PriceAmount'),
  discount: sum(line, 'AllowanceCharge/Amount'),
  taxTotals: all(line, 'TaxTotal').length,
  tax: number(line, 'TaxTotal/TaxAmount'),
  subtotalTax: sum(line, 'TaxTotal/TaxSubtotal/TaxAmount'),
  scheme: text(line, 'TaxTotal/TaxSubtotal/TaxCategory/TaxScheme/ID'),
  base: number(line, 'TaxTotal/TaxSubtotal/TaxableAmount'),
  percent: number(line, 'TaxTotal/TaxSubtotal/TaxCategory/Percent'),
});

/** One of SUNAT's rules for what documents say, under SUNAT's own code for who breaks it. */
export interface Rule {
  /** 2000 to 3999: the document is rejected; from 4000 on it is accepted with the remark. */
  readonly code: string;
  readonly message: string;
  readonly isBroken: (bill: Bill) => boolean;
}

/** SUNAT forgives one unit of the currency in every sum. */
const tolerance = 1 + 1e-6;

/** Checks whether two sums differ by more than that. */
export const differ = (a: number, b: number): boolean => Math.abs(a - b) > tolerance;

/** Broken by any line that is wrong. */
export const anyLine =
  (isWrong: (line: Bill['lines'][number]) => boolean) =>
  ({ lines }: Bill): boolean =>
    lines.some(isWrong);

/** Catalogue 05: taxed, exempt, not subject to the tax. */
export const schemes = { igv: '1000', exempt: '9997', unaffected: '9998' } as const;
