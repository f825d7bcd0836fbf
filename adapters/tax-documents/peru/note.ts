import type { DocumentReference, NumberedDocument } from '../../../domain/tax-document/document.ts';
import { amount } from './amounts.ts';
import { reasonOf } from './catalogues.ts';
import { amountLegend, numberAndTime, parties, versions } from './head.ts';
import { limaTime } from './lima-time.ts';
import { noteLines } from './lines.ts';
import { numberOf } from './names.ts';
import { taxTotal } from './tax-totals.ts';
import { plainText } from './text.ts';

const longestReason = 500;

/**
 * A credit note (07) or a debit note (08).
 * @throws Error for one that names no document, is for a reason that SUNAT does not know, or over nothing
 */
export const note = (type: '07' | '08', document: NumberedDocument) => {
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
