import { create } from 'xmlbuilder2';
import type { NumberedDocument } from '../../../domain/tax-document/document.ts';
import { documentTypeOf, documentTypes } from './catalogues.ts';
import { invoice } from './invoice.ts';
import { note } from './note.ts';
import { checkRates } from './tax-totals.ts';

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd';

/**
 * The document as SUNAT's UBL 2.1 has it, with a place for its signature. The same document gives the same text.
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
