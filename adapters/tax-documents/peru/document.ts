import { create } from 'xmlbuilder2';
import type { NumberedDocument, DocumentReference } from '../../../domain/tax-document/document.ts';
import { documentTypeOf, documentTypes, domesticSale, reasonOf, currencyOf, inWordsLegend } from './catalogues.ts';
import { checkRates, invoiceLines, taxTotal, noteLines } from './lines.ts';
import { identityOf, customer, longestName, supplier } from './parties.ts';
import { signatureId } from './sign.ts';
import { amount, plainText, limaTime, amountInWords, daysAfter } from './text.ts';

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd';

/**
 * Writes the document as SUNAT's UBL 2.1 has it, with a place for its signature. The same document gives the same text.
 *
 * @param creditDays after how many days an invoice on terms is due
 * @throws Error for what SUNAT has no such document for: another type or currency, several rates of tax, an invoice whose
 * buyer has no RUC, a note that names nothing or is over nothing
 */
export const generate = (document: NumberedDocument, { creditDays }: { readonly creditDays: number }): string => {
  const type = documentTypeOf(document.documentType);
  checkRates(document);
  const name = documentTypes[type];
  const root = {
    '@xmlns': `${ubl}:${name}-2`,
    '@xmlns:cac': `${ubl}:CommonAggregateComponents-2`,
    '@xmlns:cbc': `${ubl}:CommonBasicComponents-2`,
    '@xmlns:ds': 'http://www.w3.org/2000/09/xmldsig#',
    '@xmlns:ext': `${ubl}:CommonExtensionComponents-2`,
    'ext:UBLExtensions': { 'ext:UBLExtension': { 'ext:ExtensionContent': {} } },
    ...(type === '01' || type === '03' ? invoice(type, document, creditDays) : note(type, document)),
  };
  return create({ version: '1.0', encoding: 'UTF-8' }, { [name]: root }).end();
};

const longestOrderNumber = 20;

/**
 * Writes an invoice (01) or a receipt (03).
 * @throws Error for an invoice whose buyer has no RUC
 */
const invoice = (type: '01' | '03', document: NumberedDocument, creditDays: number) => {
  const { totals, currency, orderNumber } = document;
  if (type === '01' && identityOf(document.personal.receiver).scheme !== '6') {
    throw new Error('SUNAT: the buyer of an invoice (01) must have a RUC');
  }
  return {
    ...versions,
    'cbc:ProfileID': domesticSale,
    ...numberAndTime(document),
    'cbc:InvoiceTypeCode': { '@listID': domesticSale, '#': type },
    'cbc:Note': amountLegend(document),
    'cbc:DocumentCurrencyCode': currency,
    'cbc:LineCountNumeric': String(document.lines.length),
    'cac:OrderReference': { 'cbc:ID': plainText(orderNumber, longestOrderNumber).replaceAll(' ', '_') },
    ...parties(document),
    'cac:PaymentTerms': type === '01' ? paymentTerms(document, creditDays) : undefined,
    'cac:TaxTotal': taxTotal(document),
    'cac:LegalMonetaryTotal': {
      'cbc:LineExtensionAmount': amount(totals.net + totals.exempt, currency),
      'cbc:TaxInclusiveAmount': amount(totals.total, currency),
      'cbc:PayableAmount': amount(totals.total, currency),
    },
    'cac:InvoiceLine': invoiceLines(document),
  };
};

const longestReason = 500;

/**
 * Writes a credit note (07) or a debit note (08).
 * @throws Error for one that names no document, is for a reason that SUNAT does not know, or over nothing
 */
const note = (type: '07' | '08', document: NumberedDocument) => {
  const { reference, totals, currency } = document;
  if (reference === null) throw new Error('SUNAT: a note changes a document, and this one names none');
  const payable = { 'cbc:PayableAmount': amount(totals.total, currency) };
  return {
    ...versions,
    ...numberAndTime(document),
    'cbc:Note': amountLegend(document),
    'cbc:DocumentCurrencyCode': currency,
    'cac:DiscrepancyResponse': discrepancy(type, document, reference),
    'cac:BillingReference': {
      'cac:InvoiceDocumentReference': {
        'cbc:ID': numberOf(reference),
        'cbc:IssueDate': limaTime(reference.issuedAt).date,
        'cbc:DocumentTypeCode': reference.documentType,
      },
    },
    ...parties(document),
    'cac:TaxTotal': taxTotal(document),
    ...(type === '07'
      ? { 'cac:LegalMonetaryTotal': payable, 'cac:CreditNoteLine': noteLines('cbc:CreditedQuantity', document) }
      : { 'cac:RequestedMonetaryTotal': payable, 'cac:DebitNoteLine': noteLines('cbc:DebitedQuantity', document) }),
  };
};

const discrepancy = (type: '07' | '08', document: NumberedDocument, reference: DocumentReference) => {
  const namesLines = document.lines.some(({ lineId }) => lineId !== null);
  const { code, description } = reasonOf(type, document.noteReason, namesLines);
  return {
    'cbc:ReferenceID': numberOf(reference),
    'cbc:ResponseCode': code,
    'cbc:Description': plainText(document.reasonText ?? description, longestReason),
  };
};

// What invoices, receipts and notes have in common before their lines.

const versions = { 'cbc:UBLVersionID': '2.1', 'cbc:CustomizationID': '2.0' };

const numberAndTime = (document: NumberedDocument) => {
  const { date, time } = limaTime(document.issuedAt);
  return { 'cbc:ID': numberOf(document), 'cbc:IssueDate': date, 'cbc:IssueTime': time };
};

/** @throws Error for another currency than Peru's documents are in */
const amountLegend = ({ totals, currency }: NumberedDocument) => ({
  '@languageLocaleID': inWordsLegend,
  '#': amountInWords(totals.total, currencyOf(currency)),
});

/** Says who signed, and where in the document. */
const signatory = ({ issuer }: NumberedDocument) => ({
  'cbc:ID': issuer.taxId,
  'cac:SignatoryParty': {
    'cac:PartyIdentification': { 'cbc:ID': issuer.taxId },
    'cac:PartyName': { 'cbc:Name': plainText(issuer.legalName, longestName) },
  },
  'cac:DigitalSignatureAttachment': { 'cac:ExternalReference': { 'cbc:URI': `#${signatureId}` } },
});

const parties = (document: NumberedDocument) => ({
  'cac:Signature': signatory(document),
  'cac:AccountingSupplierParty': supplier(document.issuer),
  'cac:AccountingCustomerParty': customer(document.personal.receiver),
});

const id = { 'cbc:ID': 'FormaPago' };

/**
 * Says how an invoice is paid: at once, or all of it by one instalment that is due `creditDays` after it. Only invoices say so: a
 * receipt does not, and a credit note would only to move instalments.
 */
const paymentTerms = ({ payment, totals, currency, issuedAt }: NumberedDocument, creditDays: number) => {
  if (payment.terms === 'immediate') return [{ ...id, 'cbc:PaymentMeansID': 'Contado' }];
  const due = { 'cbc:Amount': amount(totals.total, currency) };
  return [
    { ...id, 'cbc:PaymentMeansID': 'Credito', ...due },
    { ...id, 'cbc:PaymentMeansID': 'Cuota001', ...due, 'cbc:PaymentDueDate': daysAfter(issuedAt, creditDays) },
  ];
};

/** Says what SUNAT calls a document within its issuer: `F001-42`. */
export const numberOf = ({ series, folio }: { readonly series: string; readonly folio: number }): string =>
  `${series}-${folio}`;

/** Says what its files are called: `20131312955-01-F001-42`. */
export const fileNameOf = (document: NumberedDocument): string =>
  `${document.issuer.taxId}-${document.documentType}-${numberOf(document)}`;
