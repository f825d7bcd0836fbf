import fc from 'fast-check';
import assert from 'node:assert/strict';
import { holdsCardNumber } from '../../../application/input/texts.ts';

describe('card numbers', () => {
  it('are found as people write them', () => {
    const numbers = [
      '4111111111111111',
      '5500 0000 0000 0004',
      '3400-000000-00009',
      '6304000000000000',
      '4222222222222',
    ];
    for (const number of numbers) {
      for (const text of [number, `pay with ${number}.`, `(${number})`])
        assert.equal(holdsCardNumber(text), true, text);
    }
    assert.equal(holdsCardNumber('tok4111111111111111x'), true);
  });

  it('are not seen in other numbers', () => {
    const others = [
      '4111111111111112',
      '411111111111',
      '41111111111111111111',
      '',
      'pm_1N2b3c4D5e6F',
      '0198c0de-1111-7222-8333-444455556666',
      '2026-11-23 15:00',
      '+51 987 654 321',
    ];
    for (const text of others) assert.equal(holdsCardNumber(text), false, text);
  });

  it('are those, and only those, whose last digit checks the others', () => {
    const digits = fc.stringMatching(/^\d{12,18}$/);
    fc.assert(
      fc.property(digits, (start) => {
        const valid = Array.from({ length: 10 }, (_, last) => holdsCardNumber(`${start}${last}`));
        assert.equal(valid.filter(Boolean).length, 1);
      }),
    );
  });
});
