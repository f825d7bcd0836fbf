import assert from 'node:assert/strict';
import { paymentStatusOf } from '../../../domain/shared/payment-status.ts';

const payment = (status: string, captured = 0, refunded = 0) => ({ status, captured, refunded });

describe('payment status of an order of 100', () => {
  const cases: readonly [string, ReturnType<typeof payment>[]][] = [
    ['unpaid', []],
    ['pending', [payment('pending')]],
    ['pending', [payment('pending'), payment('failed')]],
    ['failed', [payment('voided'), payment('failed')]],
    ['voided', [payment('failed'), payment('voided')]],
    ['authorized', [payment('authorized'), payment('pending')]],
    ['authorized', [payment('void_requested'), payment('failed')]],
    ['partially_paid', [payment('captured', 40), payment('authorized')]],
    ['partially_paid', [payment('captured', 99)]],
    ['paid', [payment('captured', 40), payment('captured', 60)]],
    ['paid', [payment('captured', 101)]],
    ['partially_refunded', [payment('captured', 60, 60), payment('captured', 40, 39)]],
    ['refunded', [payment('captured', 60, 60), payment('captured', 40, 40)]],
    ['refunded', [payment('captured', 40, 40), payment('pending')]],
  ];
  for (const [expected, payments] of cases) {
    const shown = payments.map(({ status, captured, refunded }) => `${status} ${captured}-${refunded}`);
    it(`is ${expected} with ${shown.join(', ') || 'no payment'}`, () => {
      assert.equal(paymentStatusOf(100, payments), expected);
    });
  }
});
