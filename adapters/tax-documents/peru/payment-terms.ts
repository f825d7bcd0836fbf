import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { amount } from './amounts.ts';
import { daysAfter } from './lima-time.ts';

const id = { 'cbc:ID': 'FormaPago' };

/**
 * How an invoice is paid: at once, or all of it by one instalment that is due `creditDays` after it. Only invoices say so: a
 * receipt does not, and a credit note would only to move instalments.
 */
export const paymentTerms = ({ payment, totals, currency, issuedAt }: NumberedDocument, creditDays: number) => {
  if (payment.terms === 'immediate') return [{ ...id, 'cbc:PaymentMeansID': 'Contado' }];
  const due = { 'cbc:Amount': amount(totals.total, currency) };
  return [
    { ...id, 'cbc:PaymentMeansID': 'Credito', ...due },
    { ...id, 'cbc:PaymentMeansID': 'Cuota001', ...due, 'cbc:PaymentDueDate': daysAfter(issuedAt, creditDays) },
  ];
};
