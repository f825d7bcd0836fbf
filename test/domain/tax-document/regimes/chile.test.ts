import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rutOf } from '../../../../domain/tax-document/regimes/chile.ts';

/** Publicly known: banks, shops and the SII itself; each possible check digit from 0 to K is among them or below. */
const known = ['60803000-K', '97004000-5', '97006000-6', '76192083-9', '66666666-6', '55555555-5', '11111111-1'];

const digits = fc.integer({ min: 1, max: 99_999_999 }).map(String);

const candidates = (number: string): readonly string[] => Array.from('0123456789K', (digit) => `${number}-${digit}`);

describe('RUT', () => {
  it('keeps what is written as the SII writes it', () => {
    assert.deepEqual(known.map(rutOf), known);
  });

  it('reads it with dots, without a hyphen, in lower case, with zeros before it', () => {
    const written = ['76.192.083-9', '76.192.0839', '761920839', ' 76192083-9 ', '076192083-9'];
    assert.deepEqual(
      written.slice(0, 4).map(rutOf),
      Array.from({ length: 4 }, () => '76192083-9'),
    );
    assert.deepEqual(['60803000-k', '60.803.000-k', '60803000k', '01-9'].map(rutOf), [
      '60803000-K',
      '60803000-K',
      '60803000-K',
      '1-9',
    ]);
  });

  it('is none with another check digit, or what is no number', () => {
    const none = [
      '76192083-8',
      '76192083-K',
      '0-0',
      '',
      '-9',
      '76192083-',
      '761.92083-9',
      '123456789-2',
      'RUT 1-9',
      '1--9',
    ];
    assert.deepEqual(
      none.map(rutOf),
      none.map(() => undefined),
    );
  });

  it('takes one check digit of eleven', () => {
    fc.assert(
      fc.property(digits, (number) => {
        assert.equal(candidates(number).filter((rut) => rutOf(rut) === rut).length, 1);
      }),
    );
  });

  it('notices a changed digit and two that changed places', () => {
    fc.assert(
      fc.property(digits, fc.nat(7), fc.integer({ min: 1, max: 9 }), (number, place, shift) => {
        const index = place % number.length;
        const rut = candidates(number).find((candidate) => rutOf(candidate) !== undefined)!;
        const changed = String((Number(number[index]) + shift) % 10);
        assert.equal(rutOf(`${rut.slice(0, index)}${changed}${rut.slice(index + 1)}`), undefined);
        if (index === 0 || number[index] === number[index - 1]) return;
        const swapped = `${number.slice(0, index - 1)}${number[index]!}${number[index - 1]!}${rut.slice(index + 1)}`;
        assert.equal(rutOf(swapped), undefined);
      }),
    );
  });
});
