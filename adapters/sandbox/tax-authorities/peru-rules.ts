import type { Element } from '@xmldom/xmldom';
import { dniOf, rucOf } from '../../../domain/tax-document/regimes/peru.ts';
import { readBill, type Bill } from './peru-bill.ts';
import { anyLine, schemes, type Rule } from './peru-rule.ts';
import { sumRules } from './peru-sums.ts';
import { termRules } from './peru-terms.ts';
import { text } from './peru-xml.ts';

const treatments: readonly string[] = Object.values(schemes);

/** Who and what documents name, and that everything is there once. */
const partRules: readonly Rule[] = [
  { code: '2074', message: 'UBLVersionID no es 2.1', isBroken: ({ root }) => text(root, 'UBLVersionID') !== '2.1' },
  {
    code: '2072',
    message: 'CustomizationID no es 2.0',
    isBroken: ({ root }) => text(root, 'CustomizationID') !== '2.0',
  },
  {
    code: '2800',
    message: 'El adquirente de una factura no tiene RUC',
    isBroken: ({ type, customer }) => type === '01' && customer.scheme !== '6',
  },
  {
    code: '2017',
    message: 'El RUC del adquirente no es válido',
    isBroken: ({ customer }) => customer.scheme === '6' && rucOf(customer.id) === undefined,
  },
  {
    code: '2801',
    message: 'El DNI del adquirente no tiene 8 dígitos',
    isBroken: ({ customer }) => customer.scheme === '1' && dniOf(customer.id) === undefined,
  },
  {
    code: '2021',
    message: 'El adquirente no tiene nombre',
    isBroken: ({ customer }) => customer.name === '',
  },
  {
    code: '2337',
    message: 'Los importes no están todos en la moneda del comprobante',
    isBroken: ({ currency, currencies }) => currencies.some((each) => each !== currency),
  },
  { code: '2956', message: 'No existe el total de tributos', isBroken: ({ taxTotals }) => taxTotals.length === 0 },
  { code: '3024', message: 'Hay más de un total de tributos', isBroken: ({ taxTotals }) => taxTotals.length > 1 },
  {
    code: '3195',
    message: 'Una línea no tiene tributos',
    isBroken: anyLine(({ taxTotals }) => taxTotals === 0),
  },
  {
    code: '3026',
    message: 'Una línea tiene más de un total de tributos',
    isBroken: anyLine(({ taxTotals }) => taxTotals > 1),
  },
  {
    code: '3105',
    message: 'Una línea no tiene IGV ni está exonerada o inafecta',
    isBroken: anyLine(({ scheme }) => !treatments.includes(scheme)),
  },
];

const changesAnother =
  (series: string, type: string, changed: string) =>
  (bill: Bill): boolean =>
    bill.type === type && bill.number.startsWith(series) && bill.changedType !== changed;

/** What documents refer to. */
const referenceRules: readonly Rule[] = [
  {
    code: '2172',
    message: 'El motivo de la nota de crédito no está en el catálogo 09',
    isBroken: ({ type, reason }) => type === '07' && !/^(?:0[1-9]|1[0-3])$/.test(reason),
  },
  {
    code: '2173',
    message: 'El motivo de la nota de débito no está en el catálogo 10',
    isBroken: ({ type, reason }) => type === '08' && !/^(?:0[1-3]|1[0-2])$/.test(reason),
  },
  { code: '2116', message: 'Una nota de crédito F no modifica una factura', isBroken: changesAnother('F', '07', '01') },
  { code: '2399', message: 'Una nota de crédito B no modifica una boleta', isBroken: changesAnother('B', '07', '03') },
  { code: '2204', message: 'Una nota de débito F no modifica una factura', isBroken: changesAnother('F', '08', '01') },
  { code: '2400', message: 'Una nota de débito B no modifica una boleta', isBroken: changesAnother('B', '08', '03') },
  {
    code: '4233',
    message: 'El número de pedido es muy largo',
    isBroken: ({ root }) => text(root, 'OrderReference/ID').length > 20,
  },
];

/** What documents are checked for beyond their numbers and signatures. */
const rules: readonly Rule[] = [...partRules, ...sumRules, ...termRules, ...referenceRules];

/** The rules that a document breaks. */
export const brokenRules = (root: Element): readonly Pick<Rule, 'code' | 'message'>[] => {
  const bill = readBill(root);
  return rules.filter(({ isBroken }) => isBroken(bill)).map(({ code, message }) => ({ code, message }));
};
