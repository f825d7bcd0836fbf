import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dniOf, rucOf } from '../../../../domain/tax-document/regimes/peru.ts';

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

const body = fc.tuple(
  fc.constantFrom('10', '15', '16', '17', '20'),
  fc.string({ unit: fc.constantFrom(...digits), minLength: 8, maxLength: 8 }),
);

describe('RUC', () => {
  it('takes real ones, without what surrounds them', () => {
    // SUNAT itself, a bank, a telephone company.
    for (const ruc of ['20131312955', '20100047218', '20100017491']) assert.equal(rucOf(` ${ruc}\n`), ruc);
  });

  it('takes the remainders that give ten and eleven as the digits 0 and 1', () => {
    // The weighted sums of these leave 7, 1 and 0.
    for (const ruc of ['20001000064', '20100000050', '20000000401']) assert.equal(rucOf(ruc), ruc);
  });

  it('has exactly one check digit for any number', () => {
    fc.assert(
      fc.property(body, ([kind, rest]) => {
        const valid = digits.filter((last) => rucOf(`${kind}${rest}${last}`) !== undefined);
        assert.equal(valid.length, 1);
      }),
    );
  });

  it('refuses other kinds, lengths and signs', () => {
    for (const text of [
      '',
      '2013131295',
      '201313129555',
      '30131312955',
      '2013131295a',
      '20-131312955',
      '２0131312955',
    ]) {
      assert.equal(rucOf(text), undefined, text);
    }
  });
});

describe('DNI', () => {
  it('is eight digits', () => {
    assert.equal(dniOf(' 01234567 '), '01234567');
    for (const text of ['', '1234567', '123456789', '1234567a', '1234-5678'])
      assert.equal(dniOf(text), undefined, text);
  });
});
