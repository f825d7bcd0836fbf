import assert from 'node:assert/strict';
import fc from 'fast-check';
import { amountInWords } from '../../../../adapters/tax-documents/peru/text.ts';
import { maxMinor } from '../../../../domain/shared/money.ts';

const words = (units: number): string => /^SON (.+) CON 00\/100 SOLES$/.exec(amountInWords(units * 100, 'PEN'))![1]!;

/** Reads Spanish number words back, by other means than they are written. */
const read = (text: string): number => {
  const values: Record<string, number> = {};
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta'
    .split(' ')
    .forEach((word, index) => (values[word.toUpperCase()] = index));
  'cuarenta cincuenta sesenta setenta ochenta noventa cien'
    .split(' ')
    .forEach((word, index) => (values[word.toUpperCase()] = 40 + index * 10));
  'ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos'
    .split(' ')
    .forEach((word, index) => (values[word.toUpperCase()] = 100 + index * 100));
  Object.assign(values, { UN: 1, VEINTIÚN: 21 });
  let [done, open] = [0, 0];
  for (const word of text.split(' ')) {
    if (word === 'Y') continue;
    if (word === 'MIL') open = (open || 1) * 1000;
    else if (word === 'MILLÓN' || word === 'MILLONES') [done, open] = [open * 1_000_000, 0];
    else open = Math.floor(open / 1000) * 1000 + (open % 1000) + values[word]!;
  }
  return done + open;
};

describe('amounts in Spanish words', () => {
  it('are written as invoices write them', () => {
    assert.equal(amountInWords(0, 'PEN'), 'SON CERO CON 00/100 SOLES');
    assert.equal(amountInWords(11_850, 'PEN'), 'SON CIENTO DIECIOCHO CON 50/100 SOLES');
    assert.equal(amountInWords(101, 'USD'), 'SON UNO CON 01/100 DÓLARES AMERICANOS');
  });

  it('keep to Spanish spelling', () => {
    const known: Readonly<Record<number, string>> = {
      16: 'DIECISÉIS',
      21: 'VEINTIUNO',
      31: 'TREINTA Y UNO',
      40: 'CUARENTA',
      99: 'NOVENTA Y NUEVE',
      100: 'CIEN',
      101: 'CIENTO UNO',
      555: 'QUINIENTOS CINCUENTA Y CINCO',
      1000: 'MIL',
      1001: 'MIL UNO',
      1100: 'MIL CIEN',
      21_000: 'VEINTIÚN MIL',
      31_021: 'TREINTA Y UN MIL VEINTIUNO',
      100_000: 'CIEN MIL',
      101_000: 'CIENTO UN MIL',
      1_000_000: 'UN MILLÓN',
      2_000_001: 'DOS MILLONES UNO',
      21_000_000: 'VEINTIÚN MILLONES',
      1_000_000_000: 'MIL MILLONES',
      10_000_000_000: 'DIEZ MIL MILLONES',
    };
    for (const [number, text] of Object.entries(known)) assert.equal(words(Number(number)), text);
  });

  it('mean what they say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxMinor / 100 }), (units) => {
        assert.equal(read(words(units)), units);
      }),
    );
  });
});
