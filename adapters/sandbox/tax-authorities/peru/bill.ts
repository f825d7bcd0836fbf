import type { Element } from '@xmldom/xmldom';
import { all, everywhere, number, sum, text } from './xml.ts';

interface BillSubtotal {
  readonly scheme: string;
  readonly base: number;
  readonly tax: number;
}

interface BillLine {
  readonly quantity: number;
  readonly value: number;
  readonly price: number;
  readonly priceWithTax: number;
  readonly discount: number;
  readonly taxTotals: number;
  readonly tax: number;
  readonly subtotalTax: number;
  readonly scheme: string;
  readonly base: number;
  readonly percent: number;
}

/** A document as SUNAT's rules look at it, read from its XML. Amounts in units of the currency. */
export interface Bill {
  readonly root: Element;
  /** 01, 03, 07 or 08; empty for what is none of them. */
  readonly type: string;
  readonly isNote: boolean;
  /** `F001-42` */
  readonly number: string;
  readonly issuer: string;
  readonly customer: { readonly scheme: string; readonly id: string; readonly name: string };
  readonly currency: string;
  /** Of every amount. */
  readonly currencies: readonly string[];
  readonly terms: readonly Element[];
  readonly taxTotals: readonly Element[];
  readonly tax: number;
  readonly subtotals: readonly BillSubtotal[];
  readonly payable: number;
  /** Of all lines. */
  readonly value: number;
  readonly lines: readonly BillLine[];
  /** Of notes: catalogue 09 or 10, and what they change. */
  readonly reason: string;
  readonly changedType: string;
}

const noteTypes = new Map([
  ['CreditNote', '07'],
  ['DebitNote', '08'],
]);

const partyId = 'Party/PartyIdentification/ID';

export const readBill = (root: Element): Bill => {
  const kind = root.localName ?? '';
  const noteType = noteTypes.get(kind);
  const lines = all(root, `${kind}Line`).map(readLine);
  const totals = kind === 'DebitNote' ? 'RequestedMonetaryTotal' : 'LegalMonetaryTotal';
  return {
    root,
    type: noteType ?? text(root, 'InvoiceTypeCode'),
    isNote: noteType !== undefined,
    number: text(root, 'ID'),
    issuer: text(root, `AccountingSupplierParty/${partyId}`),
    customer: {
      scheme: all(root, `AccountingCustomerParty/${partyId}`)[0]?.getAttribute('schemeID') ?? '',
      id: text(root, `AccountingCustomerParty/${partyId}`),
      name: text(root, 'AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName'),
    },
    currency: text(root, 'DocumentCurrencyCode'),
    currencies: everywhere(root, '*').flatMap((element) => element.getAttribute('currencyID') ?? []),
    terms: all(root, 'PaymentTerms'),
    taxTotals: all(root, 'TaxTotal'),
    tax: number(root, 'TaxTotal/TaxAmount'),
    subtotals: all(root, 'TaxTotal/TaxSubtotal').map(readSubtotal),
    payable: number(root, `${totals}/PayableAmount`),
    value: lines.reduce((total, { value }) => total + value, 0),
    lines,
    reason: text(root, 'DiscrepancyResponse/ResponseCode'),
    changedType: text(root, 'BillingReference/InvoiceDocumentReference/DocumentTypeCode'),
  };
};

const readSubtotal = (subtotal: Element): BillSubtotal => ({
  scheme: text(subtotal, 'TaxCategory/TaxScheme/ID'),
  base: number(subtotal, 'TaxableAmount'),
  tax: number(subtotal, 'TaxAmount'),
});

const readLine = (line: Element): BillLine => ({
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

/** Whether two sums differ by more than that. */
export const differ = (a: number, b: number): boolean => Math.abs(a - b) > tolerance;

/** Broken by any line that is wrong. */
export const anyLine =
  (isWrong: (line: BillLine) => boolean) =>
  ({ lines }: Bill): boolean =>
    lines.some(isWrong);

/** Catalogue 05: taxed, exempt, not subject to the tax. */
export const schemes = { igv: '1000', exempt: '9997', unaffected: '9998' } as const;
