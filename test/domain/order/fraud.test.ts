import assert from 'node:assert/strict';
import { screenPayment, type FraudFacts } from '../../../domain/order/payments/fraud.ts';
import type { FraudPolicy } from '../../../domain/shared/policy.ts';
import { unsuspecting } from '../../support/policies.ts';
import { after, event, failed, fraud, given, pay, place, placed, stateOf } from './orders.ts';

const harmless: FraudFacts = {
  recentPayments: 0,
  amount: 1000,
  failedAttempts: 0,
  billingCountry: 'PE',
  shippingCountry: 'PE',
};

const screen = (facts: Partial<FraudFacts>, policy: Partial<FraudPolicy>) => {
  const { verdict, reasons } = screenPayment({ ...harmless, ...facts }, { ...unsuspecting, ...policy });
  return [verdict, ...reasons];
};

describe('the fraud rules', () => {
  const threshold = { review: 3, reject: 5 };

  it('count the payment itself among the recent ones, and compare inclusively', () => {
    const verdicts = [1, 2, 3, 4].map((recentPayments) => screen({ recentPayments }, { velocity: threshold }));
    assert.deepEqual(verdicts, [['accept'], ['review', 'velocity'], ['review', 'velocity'], ['reject', 'velocity']]);
  });

  it('look at the amount from the threshold on', () => {
    const policy = { amount: { review: 1000, reject: 2000 } };
    const verdicts = [999, 1000, 1999, 2000].map((amount) => screen({ amount }, policy));
    assert.deepEqual(verdicts, [['accept'], ['review', 'amount'], ['review', 'amount'], ['reject', 'amount']]);
  });

  it('look at the payments of the order that failed before', () => {
    const verdicts = [2, 3, 4, 5].map((failedAttempts) => screen({ failedAttempts }, { attempts: threshold }));
    assert.deepEqual(verdicts, [['accept'], ['review', 'attempts'], ['review', 'attempts'], ['reject', 'attempts']]);
  });

  it('compare countries only where both are known, and say of a difference what the policy says', () => {
    const abroad = { shippingCountry: 'CL' };
    for (const countryMismatch of ['review', 'reject'] as const) {
      assert.deepEqual(screen(abroad, { countryMismatch }), [countryMismatch, 'country_mismatch']);
      assert.deepEqual(screen({}, { countryMismatch }), ['accept']);
      assert.deepEqual(screen({ billingCountry: null }, { countryMismatch }), ['accept']);
      assert.deepEqual(screen({ ...abroad, billingCountry: null }, { countryMismatch }), ['accept']);
      assert.deepEqual(screen({ shippingCountry: null }, { countryMismatch }), ['accept']);
    }
    assert.deepEqual(screen(abroad, { countryMismatch: 'accept' }), ['accept']);
  });

  it('ask for nothing without thresholds, and may reject without reviewing', () => {
    const most = { recentPayments: 1e6, amount: 1e9, failedAttempts: 1e6, shippingCountry: 'CL' };
    assert.deepEqual(screen(most, {}), ['accept']);
    const rejecting = { amount: { review: null, reject: 2000 } };
    assert.deepEqual(screen({ amount: 1999 }, rejecting), ['accept']);
    assert.deepEqual(screen({ amount: 2000 }, rejecting), ['reject', 'amount']);
  });

  it('come to the severest verdict, with every reason in a fixed order', () => {
    const facts = { recentPayments: 2, amount: 1000, failedAttempts: 5, shippingCountry: 'CL' };
    const amount = { review: 1000, reject: null };
    const policy = { velocity: threshold, attempts: threshold, amount, countryMismatch: 'review' } as const;
    assert.deepEqual(screen(facts, policy), ['reject', 'velocity', 'amount', 'country_mismatch', 'attempts']);
    assert.deepEqual(screen({ ...facts, failedAttempts: 0 }, policy), [
      'review',
      'velocity',
      'amount',
      'country_mismatch',
    ]);
  });
});

describe('a payment that is screened', () => {
  const screened = (recentPayments: number, change: Partial<FraudPolicy> = {}) =>
    pay({ screening: { recentPayments, policy: { ...fraud, amount: { review: null, reject: null }, ...change } } });
  const started = event('PaymentStarted', 'payment_pending', {
    paymentId: 'o1.P1',
    method: 'card',
    settlement: 'gateway',
    amount: 3500,
    reference: null,
  });
  const verdict = (
    name: 'accept' | 'review' | 'reject',
    ...reasons: ('velocity' | 'attempts' | 'country_mismatch')[]
  ) => event('PaymentScreened', 'payment_pending', { paymentId: 'o1.P1', verdict: name, reasons });

  it('goes on if it is accepted or reviewed, and has failed if it is rejected', () => {
    given(placed)
      .when(screened(1))
      .then([started, verdict('accept')]);
    given(placed)
      .when(screened(2))
      .then([started, verdict('review', 'velocity')]);
    given(placed)
      .when(screened(4))
      .then([
        started,
        verdict('reject', 'velocity'),
        event('PaymentFailed', 'payment_failed', { paymentId: 'o1.P1', reason: 'fraud_suspected' }),
      ]);
  });

  it('takes no money if it is rejected, whatever the tender', () => {
    for (const settlement of ['immediate', 'terms'] as const) {
      const [payment] = stateOf(after(placed, { ...screened(4), settlement })).payments;
      assert.deepEqual([payment?.status, payment?.captured, payment?.authorized], ['failed', 0, 0]);
    }
  });

  it('counts what failed before, not itself, and a rejection counts as a failed attempt', () => {
    const once = after(placed, pay(), failed());
    const twice = after(once, pay({ paymentId: 'o1.P2' }), failed('o1.P2'));
    for (const [history, expected] of [
      [once, 'accept'],
      [twice, 'review'],
    ] as const) {
      const [, news] = given(history)
        .when({ ...screened(0), paymentId: 'o1.P9' })
        .events();
      assert.ok(news?.type === 'PaymentScreened');
      assert.equal(news.data.verdict, expected);
    }
    const rejected = after(twice, { ...screened(4), paymentId: 'o1.P3' });
    given(rejected)
      .when(pay({ paymentId: 'o1.P4' }))
      .then({ kind: 'rule', code: 'payment_attempts_exhausted' });
  });

  it('knows where the order is billed and shipped to', () => {
    const somewhere = { name: 'Ada', line1: '1 High Street', city: 'York', country: 'GB' };
    const abroad = {
      ...place,
      personal: { billingAddress: somewhere, shippingAddress: { ...somewhere, country: 'FR' } },
    };
    const [, news] = given(after([], abroad)).when(screened(0)).events();
    assert.ok(news?.type === 'PaymentScreened');
    assert.deepEqual([news.data.verdict, news.data.reasons], ['review', ['country_mismatch']]);
  });
});
