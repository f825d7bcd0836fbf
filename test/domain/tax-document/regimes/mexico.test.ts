import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rfcOf, rfcOfForeigners, rfcOfThePublic } from '../../../../domain/tax-document/regimes/mexico.ts';

// The SAT's own test tax payers and its own RFC.
const companies = ['EKU9003173C9', 'XIA190128J61', 'KIJ0906199R1', 'IIA040805DZ4', 'H&E951128469', 'SAT970701NN3'];
const persons = ['CACX7605101P8', 'FUNK671228PH6', 'XOJI740919U48', 'MISC491214B86', 'COSC8001137NA'];
const real = [...companies, ...persons];

describe('rfcOf', () => {
  it('reads companies and persons', () => {
    assert.deepEqual(real.map(rfcOf), real);
  });

  it('reads a check digit of ten, of nothing, and letters beyond the usual ones', () => {
    const rfcs = ['L&O950913MSA', 'COSC8001137NA', 'CFE370814QI0', 'ÑIRO600101B85'];
    assert.deepEqual(rfcs.map(rfcOf), rfcs);
  });

  it('reads the generic ones', () => {
    assert.equal(rfcOf('XAXX010101000'), rfcOfThePublic);
    assert.equal(rfcOf('XEXX010101000'), rfcOfForeigners);
  });

  it('writes it as the SAT does', () => {
    assert.equal(rfcOf(' eku-900317-3c9 '), 'EKU9003173C9');
    assert.equal(rfcOf('n\u0303iro600101b85'), 'ÑIRO600101B85');
  });

  it('takes 29 February in leap years only', () => {
    assert.equal(rfcOf('AAA000229AA5'), 'AAA000229AA5');
    assert.equal(rfcOf('AAA010229AA8'), undefined);
  });

  it('refuses what is no date', () => {
    for (const date of ['901317', '900017', '900300', '900332', '900431']) {
      const candidates = Array.from('0123456789A').map((digit) => `EKU${date}3C${digit}`);
      assert.deepEqual(
        candidates.filter((candidate) => rfcOf(candidate) !== undefined),
        [],
      );
    }
  });

  it('refuses what has another shape', () => {
    for (const text of ['', 'EKU9003173C', 'EKUU9003173C9', 'E1U9003173C9', 'EKU9003173C9 9', 'XAXX010101001']) {
      assert.equal(rfcOf(text), undefined);
    }
  });

  it('notices every wrong digit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...real),
        fc.nat(12),
        fc.constantFrom(...Array.from('0123456789')),
        (rfc, at, digit) => {
          const place = at % rfc.length;
          const isDigit = /\d/.test(rfc[place]!);
          fc.pre(isDigit && rfc[place] !== digit);
          assert.equal(rfcOf(rfc.slice(0, place) + digit + rfc.slice(place + 1)), undefined);
        },
      ),
    );
  });

  it('gives exactly one check digit to what comes before it', () => {
    const letter = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNÑOPQRSTUVWXYZ&'));
    const homoclave = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'));
    const name = fc.array(letter, { minLength: 3, maxLength: 4 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(name, fc.nat(99), homoclave, homoclave, (initials, year, first, second) => {
        const unchecked = `${initials}${String(year).padStart(2, '0')}0615${first}${second}`;
        const valid = Array.from('0123456789A').filter((digit) => rfcOf(unchecked + digit) !== undefined);
        assert.equal(valid.length, 1);
      }),
    );
  });
});
