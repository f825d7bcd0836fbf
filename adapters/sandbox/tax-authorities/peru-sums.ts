import type { Bill } from './peru-bill.ts';
import { anyLine, differ, schemes, type Rule } from './peru-rule.ts';
import { number } from './peru-xml.ts';

const { igv, exempt } = schemes;
const ratesInForce = [18, 10.5, 10];

/** The value of the lines under one tax, and what the head says of it. */
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

/** What every amount must add up to. */
export const sumRules: readonly Rule[] = [
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
