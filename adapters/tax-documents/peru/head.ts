import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { amountInWords } from './amount-in-words.ts';
import { currencyOf, inWordsLegend } from './catalogues.ts';
import { limaTime } from './lima-time.ts';
import { numberOf } from './names.ts';
import { customer, longestName, supplier } from './parties.ts';
import { signatureId } from './sign.ts';
import { plainText } from './text.ts';

// What invoices, receipts and notes have in common before their lines.

export const versions = { 'cbc:UBLVersionID': '2.1', 'cbc:CustomizationID': '2.0' };

export const numberAndTime = (document: NumberedDocument) => {
  const { date, time } = limaTime(document.issuedAt);
  return { 'cbc:ID': numberOf(document), 'cbc:IssueDate': date, 'cbc:IssueTime': time };
};

/** @throws Error for another currency than Peru's documents are in */
export const amountLegend = ({ totals, currency }: NumberedDocument) => ({
  '@languageLocaleID': inWordsLegend,
  '#': amountInWords(totals.total, currencyOf(currency)),
});

/** Who signed, and where in the document. */
const signatory = ({ issuer }: NumberedDocument) => ({
  'cbc:ID': issuer.taxId,
  'cac:SignatoryParty': {
    'cac:PartyIdentification': { 'cbc:ID': issuer.taxId },
    'cac:PartyName': { 'cbc:Name': plainText(issuer.legalName, longestName) },
  },
  'cac:DigitalSignatureAttachment': { 'cac:ExternalReference': { 'cbc:URI': `#${signatureId}` } },
});

export const parties = (document: NumberedDocument) => ({
  'cac:Signature': signatory(document),
  'cac:AccountingSupplierParty': supplier(document.issuer),
  'cac:AccountingCustomerParty': customer(document.personal.receiver),
});
