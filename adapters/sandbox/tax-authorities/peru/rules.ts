import type { Element } from '@xmldom/xmldom';
import { dniOf, rucOf } from '../../../../domain/tax-document/regimes/peru.ts';
import { readBill, anyLine, schemes, differ, type Bill, type Rule } from './bill.ts';
import { text, number } from './xml.ts';

const treatments: readonly string[] = Object.values(schemes);

/** Says who and what documents name, and that everything is there once. */
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

/** Says what documents refer to. */
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

const { igv, exempt } = schemes;
const ratesInForce = [18, 10.5, 10];

/** Compares the value of the lines under one tax with what the head says of it. */
const subtotalDiffers =
  (scheme: string) =>
  ({ lines, subtotals }: Bill): boolean =>
    differ(
      lines.filter((line) => line.scheme === scheme).reduce((total, { value }) => total + value, 0),
      subtotals.find((subtotal) => subtotal.scheme === scheme)?.base ?? 0,
    );

const igvRates = ({ lines }: Bill): ReadonlySet<number> =>
  new Set(lines.filter(({ scheme, value }) => scheme === igv && value > 0).map(({ percent }) => percent));

const igvDiffers = (bill: Bill): boolean => {
  const [rate = 0] = igvRates(bill);
  const base = bill.lines.filter(({ scheme }) => scheme === igv).reduce((total, { base: of }) => total + of, 0);
  return differ(bill.subtotals.find(({ scheme }) => scheme === igv)?.tax ?? 0, (base * rate) / 100);
};

/** Says what every amount must add up to. */
const sumRules: readonly Rule[] = [
  {
    code: '3270',
    message: 'El precio unitario difiere de los importes de la línea',
    isBroken: anyLine(({ priceWithTax, value, tax, quantity }) => differ(priceWithTax, (value + tax) / quantity)),
  },
  {
    code: '3271',
    message: 'El valor de venta de una línea difiere de precio, cantidad y descuentos',
    isBroken: anyLine(({ value, price, quantity, discount }) => differ(value, price * quantity - discount)),
  },
  {
    code: '3272',
    message: 'La base imponible de una línea difiere de su valor de venta',
    isBroken: anyLine(({ base, value }) => differ(base, value)),
  },
  {
    code: '3292',
    message: 'Los tributos de una línea no suman su total',
    isBroken: anyLine(({ tax, subtotalTax }) => differ(tax, subtotalTax)),
  },
  {
    code: '3462',
    message: 'La tasa del IGV no es una sola, o no está vigente',
    isBroken: (bill) => igvRates(bill).size > 1 || [...igvRates(bill)].some((rate) => !ratesInForce.includes(rate)),
  },
  { code: '3277', message: 'Las operaciones gravadas no suman su total', isBroken: subtotalDiffers(igv) },
  { code: '3275', message: 'Las operaciones exoneradas no suman su total', isBroken: subtotalDiffers(exempt) },
  { code: '3291', message: 'El IGV no es el de su base', isBroken: igvDiffers },
  {
    code: '3294',
    message: 'Los tributos no suman su total',
    isBroken: ({ tax, subtotals }) =>
      differ(
        tax,
        subtotals.reduce((total, { tax: part }) => total + part, 0),
      ),
  },
  {
    code: '3278',
    message: 'El total de valor de venta difiere de las líneas',
    isBroken: ({ isNote, root, value }) =>
      !isNote && differ(number(root, 'LegalMonetaryTotal/LineExtensionAmount'), value),
  },
  {
    code: '3279',
    message: 'El total de precio de venta difiere de valor y tributos',
    isBroken: ({ isNote, root, value, tax }) =>
      !isNote && differ(number(root, 'LegalMonetaryTotal/TaxInclusiveAmount'), value + tax),
  },
  {
    code: '3280',
    message: 'El importe total difiere del precio de venta',
    isBroken: ({ isNote, root, payable }) =>
      !isNote && differ(payable, number(root, 'LegalMonetaryTotal/TaxInclusiveAmount')),
  },
  {
    code: '4312',
    message: 'El importe total de la nota difiere de sus líneas',
    isBroken: ({ isNote, payable, value, tax }) => isNote && differ(payable, value + tax),
  },
];

const instalments = ({ terms }: Bill): readonly Element[] =>
  terms.filter((term) => text(term, 'PaymentMeansID').startsWith('Cuota'));

const credits = ({ terms }: Bill): readonly Element[] =>
  terms.filter((term) => text(term, 'PaymentMeansID') === 'Credito');

/** Says what a sale on terms leaves to pay. */
const owedOf = (bill: Bill): number => credits(bill).reduce((total, term) => total + number(term, 'Amount'), 0);

/** Says how documents say that they are paid. */
const termRules: readonly Rule[] = [
  {
    code: '3244',
    message: 'La factura no tiene forma de pago',
    isBroken: ({ type, terms }) => type === '01' && terms.every((term) => text(term, 'ID') !== 'FormaPago'),
  },
  {
    code: '3246',
    message: 'Una nota no tiene forma de pago al contado',
    isBroken: ({ isNote, terms }) => isNote && terms.some((term) => text(term, 'PaymentMeansID') === 'Contado'),
  },
  {
    code: '3249',
    message: 'Una venta al crédito no tiene cuotas',
    isBroken: (bill) => credits(bill).length > 0 && instalments(bill).length === 0,
  },
  {
    code: '3265',
    message: 'El monto pendiente de pago excede el importe total',
    isBroken: (bill) => owedOf(bill) > bill.payable,
  },
  {
    code: '3319',
    message: 'Las cuotas no suman el monto pendiente de pago',
    isBroken: (bill) =>
      differ(
        owedOf(bill),
        instalments(bill).reduce((total, term) => total + number(term, 'Amount'), 0),
      ),
  },
  {
    code: '3267',
    message: 'Una cuota vence antes de la emisión, o en su día',
    isBroken: (bill) => instalments(bill).some((term) => text(term, 'PaymentDueDate') <= text(bill.root, 'IssueDate')),
  },
];

/** Says what documents are checked for beyond their numbers and signatures. */
const rules: readonly Rule[] = [...partRules, ...sumRules, ...termRules, ...referenceRules];

/** Returns the rules that a document breaks. */
export const brokenRules = (root: Element): readonly Pick<Rule, 'code' | 'message'>[] => {
  const bill = readBill(root);
  return rules.filter(({ isBroken }) => isBroken(bill)).map(({ code, message }) => ({ code, message }));
};
