import type { Element } from '@xmldom/xmldom';
import { allIn, numberIn, textIn } from './chile-xml.ts';

/** Chile's VAT, which receipts do not say. */
const vat = 0.19;

const receipt = '39';

const sum = (items: readonly Element[]): number =>
  items.reduce((total, item) => total + numberIn(item, 'MontoItem'), 0);

const isLineWell = (item: Element): boolean => {
  if (textIn(item, 'PrcItem') === '') return true;
  const worth = numberIn(item, 'PrcItem') * numberIn(item, 'QtyItem') - numberIn(item, 'DescuentoMonto');
  return Math.abs(worth - numberIn(item, 'MontoItem')) <= 1;
};

/** What does not add up in a document; nothing if all does. Taxes may be rounded line by line. */
export const totalFaults = (document: Element): readonly string[] => {
  const items = allIn(document, 'Detalle');
  const isExempt = (item: Element): boolean => textIn(item, 'IndExe') === '1';
  const [taxed, exempt] = [sum(items.filter((item) => !isExempt(item))), sum(items.filter(isExempt))];
  const [net, tax, total] = [numberIn(document, 'MntNeto'), numberIn(document, 'IVA'), numberIn(document, 'MntTotal')];
  const isReceipt = textIn(document, 'TipoDTE') === receipt;
  const rate = isReceipt ? vat : numberIn(document, 'TasaIVA') / 100;
  const checks: Readonly<Record<string, boolean>> = {
    'a line is not its price times its quantity': items.every(isLineWell),
    'the lines do not add up to the taxed amount': taxed === (isReceipt ? net + tax : net),
    'the lines do not add up to the exempt amount': exempt === numberIn(document, 'MntExe'),
    'the tax is not that of the net amount': Math.abs(net * rate - tax) <= Math.max(1, items.length),
    'the parts do not add up to the total': net + tax + numberIn(document, 'MntExe') === total,
  };
  return Object.entries(checks).flatMap(([fault, isWell]) => (isWell ? [] : [fault]));
};
