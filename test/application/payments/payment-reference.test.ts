import fc from 'fast-check';
import assert from 'node:assert/strict';
import { parseReferenceText, toReferenceText } from '../../../application/payments/gateway-payment.ts';

describe('payment reference', () => {
  it('comes back from its text, whatever the organisation is called', () => {
    const paymentIds = fc.tuple(fc.uuid(), fc.integer({ min: 1, max: 99 })).map(([order, n]) => `${order}.P${n}`);
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 80 }), paymentIds, (organizationId, paymentId) => {
        assert.deepEqual(parseReferenceText(toReferenceText({ organizationId, paymentId })), {
          organizationId,
          paymentId,
        });
      }),
    );
  });

  it('has at most 127 characters, or is none', () => {
    const paymentId = '01940000-0000-7000-8000-000000000001.P1';
    const room = 127 - paymentId.length - 1;
    assert.equal(toReferenceText({ organizationId: 'o'.repeat(room), paymentId })?.length, 127);
    assert.equal(toReferenceText({ organizationId: 'o'.repeat(room + 1), paymentId }), undefined);
  });

  it('is not seen in what others call their payments', () => {
    for (const text of [
      undefined,
      null,
      '',
      'order 77',
      'demo/77',
      'demo/77.P0',
      '/77.P1',
      'demo/',
      '77.P1',
      'demo/77.P1 ',
    ]) {
      assert.equal(parseReferenceText(text), undefined, String(text));
    }
  });
});
