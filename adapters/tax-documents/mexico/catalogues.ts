import type { DocumentContent } from '../../../domain/tax-document/document.ts';

/** Maps ways to pay, by the name that orders have for them, to the SAT's codes (c_FormaPago). */
export type FormsOfPayment = Readonly<Record<string, string>>;

const usual: FormsOfPayment = {
  cash: '01',
  transfer: '03',
  /** Terms are settled by transfer. */
  credit_terms: '03',
  card_local: '04',
  stripe: '04',
  debit_card: '28',
  store_credit: '17',
};

/** Through a firm that takes payments for the shop. */
const intermediary = '31';
/** Not known yet: all that may be said of what is to be paid later. */
const toBeDefined = '99';
/** Forgiven: what a note takes off a debt that was not paid. */
const remission = '15';

/** @param more ways to pay, or other codes for the usual ones */
export const formOfPayment = (document: DocumentContent, more: FormsOfPayment): string => {
  const { kind, payment } = document;
  if (payment.terms === 'deferred' && kind === 'credit_note') return remission;
  if (payment.terms === 'deferred' && kind !== 'payment_receipt') return toBeDefined;
  return new Map(Object.entries({ ...usual, ...more })).get(payment.method) ?? intermediary;
};
