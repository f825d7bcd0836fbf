import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatQuantity,
  isQuantity,
  maxQuantity,
  parseQuantity,
  quantityToWire,
} from '../../../domain/shared/quantity.ts';

describe('quantity', () => {
  it('reads decimals of up to three places as thousandths', () => {
    assert.equal(parseQuantity(2), 2000);
    assert.equal(parseQuantity('0.350'), 350);
    assert.equal(parseQuantity('0.001'), 1);
    assert.equal(parseQuantity('1.25000'), 1250);
    assert.equal(parseQuantity('-6'), -6000);
    assert.ok(Object.is(parseQuantity('-0'), 0));
  });

  it('refuses what is no such decimal', () => {
    for (const text of ['', '.5', '5.', '0.0001', '1e3', '+1', ' 1', '1 ', '1,5', 'NaN', '--1', '1234567890123']) {
      assert.equal(parseQuantity(text), undefined, text);
    }
  });

  it('takes quantities up to the largest', () => {
    assert.equal(parseQuantity('10000000'), maxQuantity);
    assert.equal(parseQuantity('10000000.001'), undefined);
  });

  it('writes the shortest decimal', () => {
    assert.equal(formatQuantity(2000), '2');
    assert.equal(formatQuantity(350), '0.35');
    assert.equal(formatQuantity(1), '0.001');
    assert.equal(formatQuantity(10_050), '10.05');
    assert.equal(formatQuantity(-6000), '-6');
    assert.equal(formatQuantity(0), '0');
  });

  it('reads back what it wrote, as text and on the wire', () => {
    fc.assert(
      fc.property(fc.integer({ min: -maxQuantity, max: maxQuantity }), (quantity) => {
        assert.equal(parseQuantity(formatQuantity(quantity)), quantity);
        assert.equal(parseQuantity(quantityToWire(quantity)), quantity);
      }),
    );
  });

  it('tells what can be the quantity of a line', () => {
    for (const quantity of [1, 1000, maxQuantity]) assert.equal(isQuantity(quantity), true, String(quantity));
    for (const other of [0, -1, maxQuantity + 1, 0.5, NaN, Infinity])
      assert.equal(isQuantity(other), false, String(other));
  });
});
