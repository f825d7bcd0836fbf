import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { amount } from './amounts.ts';
import { domesticSale } from './catalogues.ts';
import { amountLegend, numberAndTime, parties, versions } from './head.ts';
import { invoiceLines } from './lines.ts';
import { identityOf } from './parties.ts';
import { paymentTerms } from './payment-terms.ts';
import { taxTotal } from './tax-totals.ts';
import { plainText } from './text.ts';

const longestOrderNumber = 20;

/**
 * An invoice (01) or a receipt (03).
 * @throws Error for an invoice whose buyer has no RUC
 */
export const invoice = (type: '01' | '03', document: NumberedDocument, creditDays: number) => {
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
